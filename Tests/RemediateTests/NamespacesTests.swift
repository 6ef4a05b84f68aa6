import Drift
import Foundation
import Kubernetes
import Model
import Sandbox
import Testing

@Suite("Repairs of namespaces")
struct NamespacesTests {
  @Test("A missing one is created with its labels and our mark")
  func create() async throws {
    try await RemediatedSandbox.run(.missingNamespace) { sandbox in
      #expect(try await sandbox.repair(.namespaces) == [.done])
      let made = try #require(try await sandbox.namespace("billing-test"))
      #expect(made.labels["example.com/backup"] == "nightly")
      #expect(
        Mark(labels: made.labels, annotations: made.annotations) == .driftcheck(project: "projects/billing-test")
      )
      #expect(await sandbox.writes == ["POST /api/v1/namespaces"])
      #expect(try await sandbox.plan().actions(in: .namespaces).isEmpty)
    }
  }

  @Test("Labels are set, and everything else stays")
  func labels() async throws {
    try await RemediatedSandbox.run(.lostNamespaceLabel) { sandbox in
      let before = try #require(try await sandbox.namespace("catalog-stage"))
      #expect(try await sandbox.repair(.namespaces) == [.done])
      var after = try #require(try await sandbox.namespace("catalog-stage"))
      #expect(after.labels["example.com/backup"] == "nightly")
      after.labels["example.com/backup"] = before.labels["example.com/backup"]
      after.resourceVersion = before.resourceVersion
      #expect(after == before)
      #expect(await sandbox.writes == ["PATCH /api/v1/namespaces/catalog-stage"])
      #expect(try await sandbox.plan().actions(in: .namespaces).isEmpty)
    }
  }

  @Test(
    "A lost answer is no failure where the server did it, and the next run mends it where not",
    arguments: [Fault.Effect.dropBefore, .dropAfter, .truncate(bytes: 20)]
  )
  func lostAnswer(effect: Fault.Effect) async throws {
    try await RemediatedSandbox.run(.missingNamespace, .lostNamespaceLabel) { sandbox in
      let outcomes = try await sandbox.repair(.namespaces) {
        for method in ["POST", "PATCH"] {
          await sandbox.server.faults.add(Fault(effect, method: method, path: "/api/v1/namespaces*", times: 1))
        }
      }
      // The patch names the version that it changes, so it is tried again.
      #expect(outcomes.last == .done)
      #expect((outcomes.first == .done) == (effect != .dropBefore))
      await sandbox.server.faults.clear()
      _ = try await sandbox.repair(.namespaces)
      #expect(try await sandbox.plan().actions(in: .namespaces).isEmpty)
    }
  }

  @Test("A patch that never gets through is given up")
  func givenUp() async throws {
    try await RemediatedSandbox.run(.lostNamespaceLabel) { sandbox in
      let outcomes = try await sandbox.repair(.namespaces) {
        await sandbox.server.faults.add(Fault(.dropBefore, method: "PATCH"))
      }
      #expect(outcomes.first?.isFailure == true)
      #expect(await sandbox.writes.count == 3)
    }
  }

  @Test("A missing right is a failure that names it")
  func forbidden() async throws {
    try await RemediatedSandbox.run(.missingNamespace, .lostNamespaceLabel) { sandbox in
      let outcomes = try await sandbox.repair(.namespaces) {
        await sandbox.server.access.deny(Denial("namespaces", verbs: ["create", "patch"]))
      }
      #expect(outcomes.areFailures)
      #expect(outcomes.first?.reason?.contains("Grant the right to create namespaces") == true)
      #expect(outcomes.last?.reason?.contains("Grant the right to patch namespaces") == true)
    }
  }

  @Test("One that somebody else created meanwhile is judged, not created over")
  func createdMeanwhile() async throws {
    for (labels, isAsWished) in [(["example.com/backup": "nightly"], true), ([:], false)] {
      try await RemediatedSandbox.run(.missingNamespace) { sandbox in
        let outcomes = try await sandbox.repair(.namespaces) {
          try await sandbox.createNamespace("billing-test", labels: labels)
        }
        #expect(outcomes.map(\.isRefusal) == [!isAsWished])
        let live = try #require(try await sandbox.namespace("billing-test"))
        #expect(Mark(labels: live.labels, annotations: live.annotations) == .unmarked)
      }
    }
  }

  @Test("One that was changed meanwhile is judged anew; one that was deleted is left alone")
  func changedMeanwhile() async throws {
    try await RemediatedSandbox.run(.lostNamespaceLabel) { sandbox in
      let outcomes = try await sandbox.repair(.namespaces) {
        try await sandbox.kubernetes.send(
          .patch(.namespaces, name: "catalog-stage", with: .merge(Data(#"{"metadata":{"labels":{"a":"b"}}}"#.utf8)))
        )
      }
      #expect(outcomes == [.done])
      let live = try #require(try await sandbox.namespace("catalog-stage"))
      #expect(live.labels["a"] == "b" && live.labels["example.com/backup"] == "nightly")
    }
    try await RemediatedSandbox.run(.lostNamespaceLabel) { sandbox in
      let outcomes = try await sandbox.repair(.namespaces) { try await sandbox.deleteNamespace("catalog-stage") }
      #expect(outcomes.first?.reason?.contains("is gone since it was looked at") == true)
    }
    try await RemediatedSandbox.run(.lostNamespaceLabel) { sandbox in
      let outcomes = try await sandbox.repair(.namespaces) {
        try await sandbox.deleteNamespace("catalog-stage")
        try await sandbox.createNamespace("catalog-stage", labels: [:])
      }
      let reason = try #require(outcomes.first?.reason)
      #expect(reason.contains("is another one than was looked at"), "\(reason)")
      #expect(try await sandbox.namespace("catalog-stage")?.labels["example.com/backup"] == nil)
    }
  }
}

extension RemediatedSandbox {
  func createNamespace(_ name: String, labels: [String: String]) async throws {
    let object: [String: Any] = [
      "apiVersion": "v1", "kind": "Namespace", "metadata": ["name": name, "labels": labels],
    ]
    let body = try JSONSerialization.data(withJSONObject: object)
    try await kubernetes.send(.create(.namespaces, name: name, object: body))
  }

  func deleteNamespace(_ name: String) async throws {
    guard let live = try await namespace(name), let uid = live.uid, let version = live.resourceVersion else { return }
    let preconditions = Kubernetes.Preconditions(uid: uid, resourceVersion: version)
    try await kubernetes.send(.delete(.namespaces, name: name, preconditions: preconditions))
  }
}
