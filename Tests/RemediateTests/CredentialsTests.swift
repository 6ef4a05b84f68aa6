import Drift
import Foundation
import HTTP
import Kubernetes
import Model
import Remediate
import Sandbox
import Testing

@Suite("Repairs of tokens and of the pull secrets that hold them")
struct CredentialsTests {
  /// What takes a new token, with the Project that it is planted in.
  static let broken: [(PlantedDrift, String)] = [
    (.missingToken, "shop-test"), (.revokedToken, "billing-dev"), (.expiredToken, "catalog-dev"),
    (.tokenExpiringToday, "checkout-stage"), (.missingSecret, "shop-qa"), (.revokedPassword, "payments-prod"),
    (.otherProjectsPassword, "checkout-prod"), (.deployTokenPassword, "billing-prod"),
    (.unreadableSecret, "gateway-stage"), (.missingNamespace, "billing-test"), (.missingGroup, "analytics-dev"),
  ]

  /// What is replaced although it works.
  static let working: [(PlantedDrift, String)] = [
    (.expiringToken, "payments-stage"), (.tokenWithoutExpiry, "identity-dev"), (.longLivedToken, "search-dev"),
    (.maintainerToken, "billing-stage"), (.guestToken, "checkout-dev"), (.additionalScope, "gateway-dev"),
    (.wrongScope, "gateway-prod"),
  ]

  @Test("All that can be wrong is mended in one run, and the next one does nothing until the overlap is over")
  func everything() async throws {
    let all = Self.broken + Self.working
    try await RemediatedSandbox.run(planting: all.map(\.0) + [.opaqueSecret]) { sandbox in
      let outcomes = try await sandbox.repair()
      #expect(outcomes.areDone)
      #expect(outcomes.count >= all.count)
      for (drift, name) in all {
        let held = try await sandbox.heldToken(of: name)
        #expect(held?.level == 20 && held?.scopes == ["read_registry"], "\(drift)")
        #expect(held?.note.hasSuffix("/\(name)") == true)
        #expect(held?.expiresAt == CalendarDay(of: RemediatedSandbox.now).adding(days: 365))
      }
      #expect(try await sandbox.findings().isEmpty)
      await sandbox.server.log.clear()
      #expect(try await sandbox.repair().isEmpty)
      #expect(await sandbox.writes.isEmpty)
      sandbox.pass(3601)
      let late = try await sandbox.repair()
      #expect(late.areDone && late.count >= Self.working.count)
      #expect(await sandbox.writes.allSatisfy { $0.hasPrefix("DELETE /gitlab") })
      #expect(try await sandbox.findings().isEmpty)
      #expect(await sandbox.strays().isEmpty)
      #expect(try await sandbox.repair().isEmpty)
    }
  }

  @Test("A rotation says on the secret what it did, and leaves all else there as it was")
  func annotations() async throws {
    try await RemediatedSandbox.run(.expiringToken) { sandbox in
      let name = "payments-stage"
      let old = try #require(try await sandbox.heldToken(of: name))
      let before = try #require(try await sandbox.secret(name))
      #expect(try await sandbox.repair() == [.done])
      let after = try #require(try await sandbox.secret(name))
      let new = try #require(try await sandbox.heldToken(of: name))
      var annotations = after.metadata.annotations
      #expect(annotations.removeValue(forKey: TokenClaim.idAnnotation) == String(new.id))
      #expect(annotations.removeValue(forKey: TokenClaim.predecessorsAnnotation) == String(old.id))
      #expect(annotations.removeValue(forKey: TokenClaim.expiresAtAnnotation) == new.expiresAt?.text)
      #expect(annotations.removeValue(forKey: TokenClaim.sha256Annotation)?.count == 64)
      #expect(annotations.removeValue(forKey: TokenClaim.rotatedAtAnnotation) == "2027-01-15T08:00:00Z")
      #expect(
        annotations == before.metadata.annotations.filter { !$0.key.contains("/token-") && !$0.key.hasSuffix("-at") }
      )
      #expect(after.metadata.labels == before.metadata.labels && after.metadata.uid == before.metadata.uid)
      #expect(await sandbox.tokens.first { $0.id == old.id }?.isRevoked == false)
      // First the rehearsal, then the token, then the write.
      #expect(await sandbox.writes.map { $0.prefix { $0 != " " } } == ["PATCH", "POST", "PATCH"])
    }
  }

  @Test("Without overlap the predecessor is revoked in the same run, after its successor was tried")
  func noOverlap() async throws {
    try await RemediatedSandbox.run(.expiringToken, under: RemediatedSandbox.withoutOverlap) { sandbox in
      let old = try #require(try await sandbox.heldToken(of: "payments-stage"))
      #expect(try await sandbox.repair() == [.done, .done])
      #expect(await sandbox.tokens.first { $0.id == old.id }?.isRevoked == true)
      #expect(try await sandbox.findings().isEmpty)
      #expect(try await sandbox.repair().isEmpty)
    }
  }

  @Test("What would be refused is found out before a token is made", arguments: working.prefix(1) + broken.prefix(1))
  func rehearsal(drift: PlantedDrift, name: String) async throws {
    try await RemediatedSandbox.run(drift) { sandbox in
      let outcomes = try await sandbox.repair {
        await sandbox.server.access.deny(Denial("secrets", verbs: ["patch"]))
      }
      #expect(outcomes.areFailures)
      #expect(outcomes.first?.reason?.contains("Grant the right to patch secrets in namespace \(name)") == true)
      #expect(await sandbox.writes.allSatisfy { $0.hasPrefix("PATCH") })
    }
  }

  @Test("A secret that changed since it was looked at gets no token")
  func changed() async throws {
    try await RemediatedSandbox.run(.missingToken) { sandbox in
      let plan = try await sandbox.plan()
      #expect(plan.actions.count == 1)
      try await sandbox.kubernetes.send(
        .patch(
          .secrets,
          namespace: "shop-test",
          name: "gitlab-registry-image-pull-secret",
          with: .merge(Data(#"{"data":{".dockerconfigjson":"e30="}}"#.utf8))
        )
      )
      await sandbox.server.log.clear()
      #expect(Array(await sandbox.remediation.execute(plan).values).areRefusals)
      #expect(await sandbox.writes.allSatisfy { $0.hasPrefix("PATCH") })
    }
  }

  @Test("A token that cannot be written after all is revoked at once", arguments: working.prefix(1) + broken.prefix(5))
  func takenBack(drift: PlantedDrift, name: String) async throws {
    try await RemediatedSandbox.run(drift) { sandbox in
      let before = try await sandbox.password(of: name)
      let straysBefore = await sandbox.strays()
      let outcomes = try await sandbox.repair {
        // The rehearsal passes.
        await sandbox.server.faults.add(Fault(.status(403), path: "/api/v1/*secrets*", skipping: 1, onlyWrites: true))
      }
      #expect(outcomes.areFailures)
      #expect(await !sandbox.isSecretIn(outcomes))
      #expect(try await sandbox.password(of: name) == before)
      let strays = await sandbox.strays()
      #expect(strays == straysBefore)
      await sandbox.server.faults.clear()
      #expect(try await sandbox.repair().areDone)
      #expect(try await sandbox.findings().isEmpty)
    }
  }

  @Test("A token whose answer was lost is found, revoked and made anew")
  func lostAnswer() async throws {
    for effect in [Fault.Effect.dropBefore, .dropAfter, .truncate(bytes: 20), .html(502), .contentType("text/html")] {
      try await RemediatedSandbox.run(.expiringToken) { sandbox in
        let outcomes = try await sandbox.repair {
          await sandbox.server.faults.add(Fault(effect, method: "POST", path: "/gitlab/*access_tokens", times: 1))
        }
        #expect(outcomes == [.done], "\(effect)")
        let strays = await sandbox.strays()
        #expect(strays.isEmpty)
        #expect(try await sandbox.findings().isEmpty)
      }
      try await RemediatedSandbox.run(.expiringToken) { sandbox in
        let outcomes = try await sandbox.repair {
          await sandbox.server.faults.add(Fault(effect, method: "POST", path: "/gitlab/*access_tokens"))
        }
        #expect(outcomes.areFailures, "\(effect)")
        #expect(await !sandbox.isSecretIn(outcomes))
        let strays = await sandbox.strays()
        #expect(strays.isEmpty)
      }
    }
  }

  @Test("A shorter maximum lifetime is learned from the refusal, said once, and no finding afterwards")
  func shorterLife() async throws {
    try await RemediatedSandbox.run(.missingToken, .revokedToken, .expiringToken) { sandbox in
      await sandbox.server.gitlab.configure { $0.maximumLifetime = 90 }
      let notes = Locked<[String]>([])
      let plan = try await sandbox.plan()
      let remediation = Remediation(
        kubernetes: sandbox.kubernetes,
        gitlab: sandbox.gitlab,
        repositories: sandbox.repositories
      ) { note in
        notes.withLock { $0.append(note) }
      }
      #expect(Array(await remediation.execute(plan).values).areDone)
      #expect(notes.withLock { $0 }.count == 1)
      #expect(notes.withLock { $0 }.first?.contains("2027-04-15") == true)
      #expect(try await sandbox.heldToken(of: "shop-test")?.expiresAt?.text == "2027-04-15")
      #expect(try await sandbox.findings().isEmpty)
    }
  }

  @Test("A missing role is a failure that names it")
  func role() async throws {
    try await RemediatedSandbox.run(.missingToken) { sandbox in
      let refusal = Fault(.status(403), method: "POST", path: "/gitlab/*access_tokens")
      let outcomes = try await sandbox.repair { await sandbox.server.faults.add(refusal) }
      #expect(outcomes.areFailures)
      #expect(outcomes.first?.reason?.contains("Owner on the group shop") == true)
    }
  }
}
