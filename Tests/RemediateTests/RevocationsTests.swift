import Drift
import Foundation
import HTTP
import Kubernetes
import Model
import Sandbox
import Testing

@Suite("Revocations of what rotations left behind")
struct RevocationsTests {
  /// The predecessor that the planted drift leaves, twenty minutes after the swap.
  private static let predecessor = 40_001

  private func isRevoked(_ sandbox: RemediatedSandbox) async -> Bool? {
    await sandbox.server.gitlab.world.tokens[Self.predecessor]?.isRevoked
  }

  /// A sandbox whose predecessor is due.
  private func afterTheOverlap(body: (RemediatedSandbox) async throws -> Void) async throws {
    try await RemediatedSandbox.run(.predecessorInOverlap) { sandbox in
      #expect(try await sandbox.plan().actions.isEmpty)
      sandbox.pass(3600)
      try await body(sandbox)
    }
  }

  @Test("A predecessor is revoked once the overlap is over, and nothing else is")
  func due() async throws {
    try await afterTheOverlap { (sandbox: RemediatedSandbox) async throws -> Void in
      #expect(try await sandbox.repair() == [.done])
      #expect(await isRevoked(sandbox) == true)
      #expect(await sandbox.writes.count == 1)
      #expect(try await sandbox.findings().isEmpty)
    }
  }

  @Test("One that was used after the swap is left, whether that is seen at first or right before")
  func used() async throws {
    func use(_ sandbox: RemediatedSandbox) async {
      let now = sandbox.clock.withLock { $0 }
      await sandbox.server.gitlab.change { gitlab in
        guard var token = gitlab.tokens[Self.predecessor] else { return }
        token.lastUsedAt = now
        gitlab.put(token)
      }
    }
    try await afterTheOverlap { (sandbox: RemediatedSandbox) async throws -> Void in
      let outcomes = try await sandbox.repair { await use(sandbox) }
      #expect(outcomes.areRefusals && outcomes.first?.reason?.contains("it was used after that") == true)
      #expect(try await sandbox.plan().actions.isEmpty)
      #expect(await isRevoked(sandbox) == false)
      #expect(try await sandbox.findings().map(\.severity) == [.high])
    }
  }

  @Test("Nothing is revoked where the secret went, or what it holds does not work any more")
  func successorGone() async throws {
    try await afterTheOverlap { (sandbox: RemediatedSandbox) async throws -> Void in
      let outcomes = try await sandbox.repair {
        let held = try #require(try await sandbox.heldToken(of: "shop-dev"))
        await sandbox.server.gitlab.change { gitlab in
          var revoked = held
          revoked.isRevoked = true
          gitlab.put(revoked)
        }
      }
      #expect(outcomes.areRefusals)
      #expect(await isRevoked(sandbox) == false)
    }
    try await afterTheOverlap { (sandbox: RemediatedSandbox) async throws -> Void in
      let outcomes = try await sandbox.repair { try await sandbox.deleteNamespace("shop-dev") }
      #expect(outcomes.areRefusals)
      #expect(await isRevoked(sandbox) == false)
    }
    try await afterTheOverlap { (sandbox: RemediatedSandbox) async throws -> Void in
      let outcomes = try await sandbox.repair {
        await sandbox.server.faults.add(Fault(.status(500), path: "/gitlab/*personal_access_tokens/self"))
      }
      #expect(outcomes.areRefusals)
      #expect(await isRevoked(sandbox) == false)
    }
  }

  @Test("A lost answer is made sure of, and a missing role is named", arguments: [Fault.Effect.dropBefore, .dropAfter])
  func lostAnswer(effect: Fault.Effect) async throws {
    try await afterTheOverlap { (sandbox: RemediatedSandbox) async throws -> Void in
      let outcomes = try await sandbox.repair {
        await sandbox.server.faults.add(Fault(effect, method: "DELETE", times: 1))
      }
      #expect(outcomes == [.done])
      #expect(await isRevoked(sandbox) == true)
    }
    try await afterTheOverlap { (sandbox: RemediatedSandbox) async throws -> Void in
      let outcomes = try await sandbox.repair {
        await sandbox.server.faults.add(Fault(.status(403), method: "DELETE"))
      }
      #expect(outcomes.areFailures && outcomes.first?.reason?.contains("Owner on the group shop") == true)
    }
  }

  @Test("Where GitLab takes the bot with its token, that is as good")
  func deletedBot() async throws {
    try await afterTheOverlap { (sandbox: RemediatedSandbox) async throws -> Void in
      await sandbox.server.gitlab.configure { $0.deletesBotsOnRevoke = true }
      await sandbox.server.gitlab.change { gitlab in
        guard var token = gitlab.tokens[Self.predecessor] else { return }
        gitlab.remove(token)
        token.userID = 1_000_000 + Self.predecessor
        gitlab.put(token)
      }
      #expect(try await sandbox.repair() == [.done])
      #expect(await isRevoked(sandbox) == nil)
      #expect(try await sandbox.heldToken(of: "shop-dev") != nil)
    }
  }
}
