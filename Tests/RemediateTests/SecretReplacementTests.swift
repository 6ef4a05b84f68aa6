import Drift
import Foundation
import Kubernetes
import Model
import Sandbox
import Testing

@Suite("Pull secrets that can only be deleted and created")
struct SecretReplacementTests {
  private let name = "identity-stage"

  private func patch(_ sandbox: RemediatedSandbox, _ text: String) async throws {
    try await sandbox.kubernetes.send(
      .patch(
        .secrets,
        namespace: name,
        name: "gitlab-registry-image-pull-secret",
        with: .merge(Data(text.utf8))
      )
    )
  }

  @Test("One of the wrong type is put anew around the same password, with all that it had")
  func wrongType() async throws {
    try await RemediatedSandbox.run(.opaqueSecret) { sandbox in
      try await patch(sandbox, #"{"metadata":{"labels":{"a":"b"},"annotations":{"c":"d"}},"data":{"other":"eA=="}}"#)
      let before = try #require(try await sandbox.secret(name))
      let password = try await sandbox.password(of: name)
      #expect(try await sandbox.repair() == [.done])
      let after = try #require(try await sandbox.secret(name))
      #expect(after.type == PullSecret.type && after.metadata.uid != before.metadata.uid)
      #expect(after.data["other"] == "eA==")
      #expect(after.metadata.labels == before.metadata.labels)
      #expect(after.metadata.annotations == before.metadata.annotations)
      let kept = try await sandbox.password(of: name)
      #expect(kept == password)
      #expect(try await sandbox.findings().isEmpty)
    }
  }

  @Test("One that is immutable gets the new token that way, and can be changed from then on")
  func immutable() async throws {
    try await RemediatedSandbox.run(.expiringToken) { sandbox in
      let secret = "gitlab-registry-image-pull-secret"
      let patch = Patch.merge(Data(#"{"immutable":true}"#.utf8))
      try await sandbox.kubernetes.send(.patch(.secrets, namespace: "payments-stage", name: secret, with: patch))
      let old = try #require(try await sandbox.heldToken(of: "payments-stage"))
      #expect(try await sandbox.repair() == [.done])
      let new = try #require(try await sandbox.heldToken(of: "payments-stage"))
      #expect(new.id != old.id)
      #expect(await sandbox.writes.map { $0.prefix { $0 != " " } }.contains("DELETE"))
      #expect(try await sandbox.findings().isEmpty)
      #expect(try await sandbox.repair().isEmpty)
    }
  }

  @Test("Nothing is deleted where the creation would be refused, or where something hangs on the secret")
  func refused() async throws {
    try await RemediatedSandbox.run(.opaqueSecret) { sandbox in
      let outcomes = try await sandbox.repair {
        await sandbox.server.access.deny(Denial("secrets", verbs: ["create"]))
      }
      #expect(outcomes.areFailures)
      #expect(try await sandbox.secret(name) != nil)
    }
    try await RemediatedSandbox.run(.opaqueSecret) { sandbox in
      try await patch(sandbox, #"{"metadata":{"finalizers":["example.com/audit"]}}"#)
      let outcomes = try await sandbox.repair()
      #expect(outcomes.areRefusals && outcomes.first?.reason?.contains("finalizers or owners") == true)
    }
  }

  @Test("Lost answers are made sure of", arguments: ["DELETE", "POST"], [Fault.Effect.dropBefore, .dropAfter])
  func lostAnswers(method: String, effect: Fault.Effect) async throws {
    try await RemediatedSandbox.run(.opaqueSecret) { sandbox in
      let outcomes = try await sandbox.repair {
        await sandbox.server.faults.add(Fault(effect, method: method, times: 1, skipping: 1))
      }
      #expect(outcomes == [.done])
      #expect(try await sandbox.findings().isEmpty)
    }
  }
}
