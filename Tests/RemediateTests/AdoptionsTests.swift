import Drift
import Foundation
import Kubernetes
import Model
import Observed
import Remediate
import Sandbox
import Testing

@Suite("Setting our mark on what the operator made")
struct AdoptionsTests {
  private static let name = "shop-dev"
  private static let namespace = "/api/v1/namespaces/shop-dev"
  private static let ours = [Mark.managedByLabel: Mark.managedByValue]

  @Test("adds one label and one annotation, and nothing else changes")
  func marks() async throws {
    try await RemediatedSandbox.run { sandbox in
      let before = try await sandbox.metadata(of: Self.name)
      let adoption = try await sandbox.adoption()
      let outcomes = await Adoptions(kubernetes: sandbox.kubernetes).carryOut(adoption.claims)
      #expect(!adoption.claims.isEmpty && adoption.claims.allSatisfy { outcomes[$0] == .done })
      #expect(await sandbox.writes.count == adoption.claims.count)
      let after = try await sandbox.metadata(of: Self.name)
      for (old, var new) in zip(before, after) {
        #expect(Mark(labels: new.labels, annotations: new.annotations) == .driftcheck(project: "projects/shop-dev"))
        #expect(new.labels[Mark.operatorLabel] == Mark.operatorValue)
        new.labels[Mark.managedByLabel] = nil
        new.annotations[Mark.projectAnnotation] = nil
        new.resourceVersion = old.resourceVersion
        #expect(new == old)
      }
      #expect(try await sandbox.adoption().claims.isEmpty)
      // Neither a repair nor a rotation follows from it.
      #expect(try await sandbox.findings().isEmpty)
    }
  }

  @Test("survives a lost answer", arguments: [Fault.Effect.dropBefore, .dropAfter, .truncate(bytes: 20)])
  func lostAnswer(effect: Fault.Effect) async throws {
    try await RemediatedSandbox.run { sandbox in
      let outcomes = try await sandbox.adopt {
        await sandbox.server.faults.add(Fault(effect, method: "PATCH", path: "\(Self.namespace)*", times: 2))
      }
      #expect(outcomes == [.done, .done])
    }
  }

  @Test("is given up where a right is missing, and names it")
  func forbidden() async throws {
    try await RemediatedSandbox.run { sandbox in
      let outcomes = try await sandbox.adopt {
        await sandbox.server.access.deny(Denial("namespaces", verbs: ["patch"]))
      }
      #expect(outcomes.map(\.isFailure) == [true, false])
      #expect(outcomes.first?.reason?.contains("Grant the right to patch namespaces") == true)
    }
  }

  /// What somebody does to the namespace after it was looked at, and how the refusal to claim it begins.
  private static let changes: [(patch: String, words: String?)] = [
    (#"{"labels":{"team":"shop"}}"#, nil),
    (#"{"labels":{"app":null}}"#, "does not say any more that the operator made it"),
    (#"{"annotations":{"driftcheck.kyotu.tech/protect":"true"}}"#, "is not to be claimed any more"),
    (#"{"annotations":{"argocd.argoproj.io/tracking-id":"shop:x"}}"#, "is not to be claimed any more"),
    (#"{"labels":{"app.kubernetes.io/managed-by":"Helm"}}"#, "is not to be claimed any more"),
    (
      #"{"labels":{"app.kubernetes.io/managed-by":"driftcheck"},"annotations":{"driftcheck.kyotu.tech/project":"a/b"}}"#,
      "was claimed for a/b"
    ),
    (
      #"{"labels":{"app.kubernetes.io/managed-by":"driftcheck"},"annotations":{"driftcheck.kyotu.tech/project":"projects/shop-dev"}}"#,
      nil
    ),
  ]

  @Test("judges anew what was changed meanwhile", arguments: changes.indices)
  func changedMeanwhile(index: Int) async throws {
    let change = Self.changes[index]
    try await RemediatedSandbox.run { sandbox in
      let outcomes = try await sandbox.adopt {
        try await sandbox.kubernetes.send(
          .patch(.namespaces, name: Self.name, with: .merge(Data(#"{"metadata":\#(change.patch)}"#.utf8)))
        )
      }
      if let words = change.words {
        #expect(outcomes.first?.isRefusal == true && outcomes.first?.reason?.contains(words) == true, "\(outcomes)")
      } else {
        #expect(outcomes == [.done, .done])
      }
    }
  }

  @Test("leaves alone what is another one now, or gone")
  func another() async throws {
    for isMadeAgain in [false, true] {
      try await RemediatedSandbox.run { sandbox in
        let outcomes = try await sandbox.adopt {
          try await sandbox.deleteNamespace(Self.name)
          guard isMadeAgain else { return }
          try await sandbox.createNamespace(Self.name, labels: ["app": "kyotu-project-operator"])
        }
        let words = isMadeAgain ? "is another one than was looked at" : "is gone since it was looked at"
        #expect(outcomes.areRefusals && outcomes.first?.reason?.contains(words) == true, "\(outcomes)")
        #expect(try await sandbox.namespace(Self.name)?.labels[Mark.managedByLabel] == nil)
      }
    }
  }

  @Test("begins nothing once there is a reason to stop")
  func stopped() async throws {
    try await RemediatedSandbox.run { sandbox in
      let claims = try await sandbox.adoption().claims
      let outcomes = await Adoptions(kubernetes: sandbox.kubernetes).carryOut(claims, unless: { "the Lease is lost" })
      #expect(claims.allSatisfy { outcomes[$0] == .waiting(reason: "the Lease is lost") })
      #expect(await sandbox.writes.isEmpty)
    }
  }
}

extension RemediatedSandbox {
  fileprivate func adoption() async throws -> Adoption {
    let projects = ProjectSource(group: "kyotu.tech", version: "v1", namespaces: [])
    let list = try await projects.list(from: kubernetes, .consistent()).get()
    return Adoption(
      of: Roster(list.resources, now: list.serverTime, settle: policy.settle),
      in: await Snapshot.read(from: kubernetes, under: policy),
      under: policy,
      sparing: [],
      isComplete: true
    )
  }

  /// Claims what belongs to shop-dev, its namespace first, after something happened `meanwhile`.
  fileprivate func adopt(_ meanwhile: () async throws -> Void) async throws -> [Outcome] {
    let claims = try await adoption().claims.filter { $0.name == "shop-dev" }
    try await meanwhile()
    let outcomes = await Adoptions(kubernetes: kubernetes).carryOut(claims)
    return claims.compactMap { outcomes[$0] }
  }

  /// Of the namespace and of the pull secret in it.
  fileprivate func metadata(of name: String) async throws -> [ObjectMetadata] {
    let secret = try await object(
      .get(.secrets, namespace: name, name: policy.pullSecretName, metadataOnly: true),
      as: MetadataAlone.self
    )
    return [try await namespace(name), secret?.metadata].compactMap(\.self)
  }
}

private struct MetadataAlone: Decodable, Sendable {
  var metadata: ObjectMetadata
}
