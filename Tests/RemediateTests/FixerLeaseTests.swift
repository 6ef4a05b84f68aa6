import Foundation
import Kubernetes
import Remediate
import Sandbox
import Testing

@Suite("The right to repair")
struct FixerLeaseTests {
  private struct Lease: Decodable, Sendable {
    struct Spec: Decodable, Sendable {
      var holderIdentity: String?
      var leaseDurationSeconds: Int
      var acquireTime: String
      var renewTime: String
      var leaseTransitions: Int
    }

    var metadata: ObjectMetadata
    var spec: Spec
  }

  private static let path = "/apis/coordination.k8s.io/v1/namespaces/driftcheck/leases"

  private func lease(
    _ sandbox: RemediatedSandbox,
    _ holder: String = "one",
    namespace: String = "driftcheck",
    lasting duration: Duration = .seconds(60),
    renewedAfter renewal: Duration = .seconds(15)
  ) -> FixerLease {
    FixerLease(
      client: sandbox.kubernetes,
      namespace: namespace,
      holder: holder,
      duration: duration,
      renewal: renewal
    )
  }

  private func stored(_ sandbox: RemediatedSandbox) async throws -> Lease? {
    try await sandbox.object(.get(.leases, namespace: "driftcheck", name: FixerLease.name), as: Lease.self)
  }

  /// A Lease that another run took `seconds` before the server's present.
  private func plant(
    _ sandbox: RemediatedSandbox,
    holder: String? = "other",
    secondsAgo seconds: TimeInterval
  ) async throws {
    let time = Sandbox.Timestamp.kubernetes(RemediatedSandbox.now.addingTimeInterval(-seconds))
      .replacing("Z", with: ".000000Z")
    let holder = holder.map { "\"holderIdentity\": \"\($0)\"," } ?? ""
    let object = """
      {"apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
       "metadata": {"name": "driftcheck", "namespace": "driftcheck", "labels": {"team": "platform"}},
       "spec": {\(holder) "leaseDurationSeconds": 60, "acquireTime": "\(time)", "renewTime": "\(time)",
                "leaseTransitions": 7}}
      """
    try await sandbox.kubernetes.send(
      .create(.leases, namespace: "driftcheck", name: FixerLease.name, object: Data(object.utf8))
    )
  }

  @Test("It is created, held while the work lasts, and released, so that the next run has it at once")
  func story() async throws {
    try await RemediatedSandbox.run { sandbox in
      for (holder, transitions) in [("one", 0), ("two", 1)] {
        let seen = try await lease(sandbox, holder).whileHeld(since: .now) { tenure in
          #expect(tenure.reasonToStop == nil)
          return try? await stored(sandbox)
        }
        let spec = try #require(seen?.spec)
        #expect(spec.holderIdentity == holder && spec.leaseDurationSeconds == 60)
        #expect(spec.leaseTransitions == transitions)
        #expect(spec.renewTime.wholeMatch(of: /2027-01-15T08:00:0\d\.\d{6}Z/) != nil, "\(spec.renewTime)")
        #expect(try await stored(sandbox)?.spec.holderIdentity == nil)
      }
    }
  }

  @Test("While one run has it, another one does nothing, and says who has it")
  func held() async throws {
    try await RemediatedSandbox.run { sandbox in
      try await lease(sandbox).whileHeld(since: .now) { _ in
        let error = await #expect(throws: LeaseError.self) {
          try await lease(sandbox, "two").whileHeld(since: .now) { _ in Issue.record("two runs have it at once") }
        }
        let words = error.map { "\($0)" } ?? ""
        #expect(words.contains("the run “one” has it until 2027-01-15T08:01:0"), "\(words)")
        #expect(words.contains("in namespace driftcheck"))
      }
    }
  }

  @Test("One that expired by the server's clock is taken over, and whatever else it bears stays")
  func expired() async throws {
    try await RemediatedSandbox.run { sandbox in
      try await plant(sandbox, secondsAgo: 61)
      let seen = try await lease(sandbox).whileHeld(since: .now) { _ in try? await stored(sandbox) }
      #expect(seen?.spec.holderIdentity == "one" && seen?.spec.leaseTransitions == 8)
      #expect(seen?.metadata.labels == ["team": "platform"])
    }
  }

  @Test("One that has a second left is not", arguments: [1, 59] as [TimeInterval])
  func notExpired(age: TimeInterval) async throws {
    try await RemediatedSandbox.run { sandbox in
      try await plant(sandbox, secondsAgo: age)
      await #expect(throws: LeaseError.self) { try await lease(sandbox).whileHeld(since: .now) { _ in } }
      #expect(try await stored(sandbox)?.spec.holderIdentity == "other")
    }
  }

  @Test("A run that read while another one repaired does nothing, as its plan may be outdated")
  func superseded() async throws {
    try await RemediatedSandbox.run { sandbox in
      try await plant(sandbox, holder: nil, secondsAgo: 5)
      let began = ContinuousClock.now
      let error = await #expect(throws: LeaseError.self) {
        try await lease(sandbox).whileHeld(since: began - .seconds(10)) { _ in }
      }
      #expect(error.map { "\($0)" }?.contains("another run had it while this one read") == true)
      try await lease(sandbox).whileHeld(since: began) { _ in }
    }
  }

  @Test("An answer that is lost is no reason to give up: what was asked may have been done")
  func lostAnswer() async throws {
    try await RemediatedSandbox.run { sandbox in
      await sandbox.server.faults.add(Fault(.dropAfter, method: "POST", path: Self.path, times: 1))
      try await lease(sandbox).whileHeld(since: .now) { _ in }
      await sandbox.server.faults.add(Fault(.dropAfter, method: "PATCH", path: Self.path + "/driftcheck", times: 1))
      try await lease(sandbox, "two").whileHeld(since: .now) { _ in }
      #expect(try await stored(sandbox)?.spec.holderIdentity == nil)
    }
  }

  @Test("It is renewed as long as the work lasts, also after the run was cancelled")
  func renewed() async throws {
    try await RemediatedSandbox.run { sandbox in
      let lease = lease(sandbox, renewedAfter: .milliseconds(20))
      let patches = Fault(.status(500), method: "PATCH", path: Self.path + "/driftcheck", times: 2)
      let run = Task {
        try await lease.whileHeld(since: .now) { tenure in
          withUnsafeCurrentTask { $0?.cancel() }
          // Two renewals were tried when the faults are used up.
          await sandbox.server.faults.add(patches)
          await sandbox.server.faults.usedUp()
          return tenure.reasonToStop
        }
      }
      let reason = try await run.value
      let holder = try await stored(sandbox)?.spec.holderIdentity
      #expect(reason == nil && holder == nil)
    }
  }

  @Test("A run that loses it is told, and leaves it to whom has it", arguments: [true, false])
  func lost(isDeleted: Bool) async throws {
    try await RemediatedSandbox.run { sandbox in
      let reason = try await lease(sandbox, renewedAfter: .milliseconds(20)).whileHeld(since: .now) { tenure in
        do {
          try await isDeleted ? delete(sandbox) : steal(sandbox)
        } catch {
          Issue.record(error)
        }
        return await reasonToStop(tenure)
      }
      #expect(reason == "this run lost the Lease: " + (isDeleted ? "somebody deleted it" : "the run “thief” took it"))
      #expect(try await stored(sandbox)?.spec.holderIdentity == (isDeleted ? nil : "thief"))
    }
  }

  @Test("One that cannot be renewed for two thirds of its time counts as lost")
  func unrenewable() async throws {
    try await RemediatedSandbox.run { sandbox in
      let short = lease(sandbox, lasting: .milliseconds(300), renewedAfter: .milliseconds(20))
      let reason = try await short.whileHeld(since: .now) { tenure in
        await sandbox.server.faults.add(Fault(.status(500), method: "PATCH", path: Self.path + "/driftcheck"))
        return await reasonToStop(tenure)
      }
      #expect(reason?.hasPrefix("the Lease could not be renewed for") == true)
    }
  }

  @Test("A missing right is named", arguments: [("get", "get"), ("create", "create"), ("patch", "patch")])
  func forbidden(verb: String, named: String) async throws {
    try await RemediatedSandbox.run { sandbox in
      if verb == "patch" { try await plant(sandbox, secondsAgo: 100) }
      await sandbox.server.access.deny(Denial("leases", verbs: [verb]))
      let error = await #expect(throws: LeaseError.self) { try await lease(sandbox).whileHeld(since: .now) { _ in } }
      let right = "Grant the right to \(named) leases.coordination.k8s.io in namespace driftcheck"
      #expect(error.map { "\($0)" }?.contains(right) == true)
    }
  }

  @Test("Where its namespace is missing, it is said what to create")
  func noNamespace() async throws {
    try await RemediatedSandbox.run { sandbox in
      let error = await #expect(throws: LeaseError.self) {
        try await lease(sandbox, namespace: "nowhere").whileHeld(since: .now) { _ in }
      }
      #expect(error.map { "\($0)" }?.contains("there is no namespace nowhere; create it") == true)
    }
  }

  /// Waits until the tenure ends.
  private func reasonToStop(_ tenure: Tenure) async -> String? {
    let deadline = ContinuousClock.now + .seconds(30)
    while tenure.reasonToStop == nil, .now < deadline { await Task.yield() }
    return tenure.reasonToStop
  }

  private func delete(_ sandbox: RemediatedSandbox) async throws {
    try await changing(sandbox) { live in
      let preconditions = Preconditions(
        uid: try #require(live.uid),
        resourceVersion: try #require(live.resourceVersion)
      )
      return try .delete(.leases, namespace: "driftcheck", name: FixerLease.name, preconditions: preconditions)
    }
  }

  private func steal(_ sandbox: RemediatedSandbox) async throws {
    try await changing(sandbox) { live in
      let version = try #require(live.resourceVersion)
      let patch = "{\"metadata\": {\"resourceVersion\": \"\(version)\"}, \"spec\": {\"holderIdentity\": \"thief\"}}"
      return try .patch(.leases, namespace: "driftcheck", name: FixerLease.name, with: .merge(Data(patch.utf8)))
    }
  }

  /// Changes the Lease whoever has it; where it is renewed in between, it is tried over.
  private func changing(
    _ sandbox: RemediatedSandbox,
    _ request: (ObjectMetadata) throws -> APIRequest
  ) async throws {
    while true {
      let live = try #require(try await stored(sandbox)?.metadata)
      do {
        return try await sandbox.kubernetes.send(request(live))
      } catch let error as KubernetesError where error.isConflict {
        continue
      }
    }
  }
}
