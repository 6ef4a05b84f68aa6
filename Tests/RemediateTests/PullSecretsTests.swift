import Drift
import Foundation
import Kubernetes
import Model
import Sandbox
import Testing

@Suite("Repairs of pull secrets around their live password")
struct PullSecretsTests {
  @Test("What can be mended is mended in one update each, and then nothing is left to do")
  func repair() async throws {
    try await RemediatedSandbox.run(.oldRegistry, .wrongUsername, .wrongAuth) { sandbox in
      let outcomes = try await sandbox.repair()
      #expect(outcomes.areDone)
      let writes = await sandbox.writes
      #expect(writes.count == outcomes.count && writes.allSatisfy { $0.hasPrefix("PATCH ") })
      #expect(try await sandbox.plan().actions.isEmpty)
    }
  }

  @Test("Labels, annotations and other keys stay")
  func rest() async throws {
    try await RemediatedSandbox.run(.wrongAuth) { sandbox in
      try await sandbox.change(#"{"metadata":{"labels":{"a":"b"}},"data":{"other":"eA=="}}"#)
      let before = try #require(try await sandbox.secret("payments-test"))
      #expect(try await sandbox.repair() == [.done])
      let after = try #require(try await sandbox.secret("payments-test"))
      #expect(after.metadata.labels == before.metadata.labels && before.metadata.labels["a"] == "b")
      #expect(after.metadata.annotations == before.metadata.annotations)
      #expect(after.data["other"] == "eA==" && after.type == before.type && after.metadata.uid == before.metadata.uid)
      #expect(after.data[PullSecret.key] != before.data[PullSecret.key])
    }
  }

  @Test("A lost answer is made sure of", arguments: [Fault.Effect.dropBefore, .dropAfter])
  func lostAnswer(effect: Fault.Effect) async throws {
    try await RemediatedSandbox.run(.wrongAuth) { sandbox in
      let outcomes = try await sandbox.repair {
        await sandbox.server.faults.add(Fault(effect, method: "PATCH", times: 1))
      }
      #expect(outcomes == [.done])
      #expect(await sandbox.writes.count == (effect == .dropBefore ? 2 : 1))
      #expect(try await sandbox.plan().actions.isEmpty)
    }
  }

  @Test("A secret that got a label meanwhile is mended all the same; one with another document is left alone")
  func changedMeanwhile() async throws {
    try await RemediatedSandbox.run(.wrongAuth) { sandbox in
      let outcomes = try await sandbox.repair {
        try await sandbox.change(#"{"metadata":{"labels":{"a":"b"}}}"#)
      }
      #expect(outcomes == [.done])
      #expect(try await sandbox.secret("payments-test")?.metadata.labels["a"] == "b")
    }
    try await RemediatedSandbox.run(.wrongAuth) { sandbox in
      let outcomes = try await sandbox.repair {
        try await sandbox.change(#"{"data":{".dockerconfigjson":"e30="}}"#)
      }
      #expect(outcomes.first?.reason?.contains("was changed since it was looked at") == true)
      #expect(try await sandbox.secret("payments-test")?.data[PullSecret.key] == "e30=")
    }
  }

  @Test("One that was deleted and created again meanwhile is left alone, whatever it holds")
  func createdAgain() async throws {
    try await RemediatedSandbox.run(.wrongAuth) { sandbox in
      let outcomes = try await sandbox.repair { try await sandbox.recreatePullSecret() }
      #expect(outcomes.areRefusals)
      #expect(outcomes.first?.reason?.contains("is another one than was looked at") == true)
    }
  }

  @Test("A missing right is a failure that names it; no reason shows a password")
  func forbidden() async throws {
    try await RemediatedSandbox.run(.wrongAuth) { sandbox in
      let outcomes = try await sandbox.repair {
        await sandbox.server.access.deny(Denial("secrets", verbs: ["patch"]))
      }
      let reason = try #require(outcomes.first?.reason)
      #expect(reason.contains("Grant the right to patch secrets in namespace payments-test"))
      #expect(!reason.contains("glpat-"))
    }
  }
}

/// A secret, as far as these tests look at it.
struct SeenSecret: Decodable, Sendable {
  var metadata: ObjectMetadata
  var type: String
  var data: [String: String]
}

extension RemediatedSandbox {
  func secret(_ namespace: String) async throws -> SeenSecret? {
    try await object(
      .get(.secrets, namespace: namespace, name: "gitlab-registry-image-pull-secret"),
      as: SeenSecret.self
    )
  }

  /// Deletes the pull secret of payments-test and creates it with the same content.
  func recreatePullSecret() async throws {
    guard let secret = try await secret("payments-test"), let uid = secret.metadata.uid,
      let version = secret.metadata.resourceVersion
    else { return }
    let name = secret.metadata.name
    try await kubernetes.send(
      .delete(
        .secrets,
        namespace: "payments-test",
        name: name,
        preconditions: Kubernetes.Preconditions(uid: uid, resourceVersion: version)
      )
    )
    let object: [String: Any] = ["metadata": ["name": name], "type": secret.type, "data": secret.data]
    let body = try JSONSerialization.data(withJSONObject: object)
    try await kubernetes.send(.create(.secrets, namespace: "payments-test", name: name, object: body))
  }

  /// Changes the pull secret of payments-test.
  func change(_ patch: String) async throws {
    try await kubernetes.send(
      .patch(
        .secrets,
        namespace: "payments-test",
        name: "gitlab-registry-image-pull-secret",
        with: .merge(Data(patch.utf8))
      )
    )
  }
}
