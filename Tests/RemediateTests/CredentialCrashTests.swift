import Drift
import Model
import Remediate
import Sandbox
import Testing

@Suite("A run that breaks off at any single write of a credential")
struct CredentialCrashTests {
  /// A credential to mend, and whether the one that is there works.
  struct Credential: Sendable, CustomTestStringConvertible {
    let drift: PlantedDrift
    let name: String
    let works: Bool

    var testDescription: String { drift.rawValue }
  }

  static let credentials = [
    Credential(drift: .expiringToken, name: "payments-stage", works: true),
    Credential(drift: .maintainerToken, name: "billing-stage", works: true),
    Credential(drift: .wrongAuth, name: "payments-test", works: false),
    Credential(drift: .missingToken, name: "shop-test", works: false),
    Credential(drift: .missingSecret, name: "shop-qa", works: false),
    Credential(drift: .missingNamespace, name: "billing-test", works: false),
    Credential(drift: .missingGroup, name: "analytics-dev", works: false),
    Credential(drift: .unreadableSecret, name: "gateway-stage", works: false),
    Credential(drift: .opaqueSecret, name: "identity-stage", works: false),
  ]

  @Test(
    "Undisturbed runs end with nothing to find, a working credential throughout, and no token that nothing holds",
    arguments: credentials,
    // To be killed before a write is to be killed after the one before it.
    [Fault.Effect.outageAfter, .dropBefore, .dropAfter]
  )
  func breakOff(credential: Credential, effect: Fault.Effect) async throws {
    var write = 0
    var wasHit = true
    while wasHit {
      try await RemediatedSandbox.run(credential.drift, under: RemediatedSandbox.withoutOverlap) { sandbox in
        let fault = Fault(effect, times: 1, skipping: write, onlyWrites: true)
        let outcomes = try await sandbox.repair { await sandbox.server.faults.add(fault) }
        wasHit = await sandbox.server.faults.current.isEmpty
        await sandbox.server.faults.clear()
        try await expectSafe(sandbox, credential)
        #expect(await !sandbox.isSecretIn(outcomes))
        for _ in 0..<2 {
          let next = try sandbox.nextRun()
          let later = try await next.repair()
          #expect(later.allSatisfy { $0 == .done }, "\(credential.drift) at write \(write): \(later)")
          try await expectSafe(next, credential)
        }
        let last = try sandbox.nextRun()
        #expect(try await last.findings().isEmpty, "\(credential.drift) at write \(write)")
        #expect(try await last.heldToken(of: credential.name) != nil)
        #expect(await last.strays().isEmpty, "\(credential.drift) at write \(write)")
      }
      write += 1
    }
    // Less than that is no repair at all.
    #expect(write >= 2)
  }

  private func expectSafe(_ sandbox: RemediatedSandbox, _ credential: Credential) async throws {
    guard credential.works else { return }
    #expect(try await sandbox.heldToken(of: credential.name) != nil, "\(credential.drift)")
  }

  @Test("With an overlap the last leftover is gone once it is over", arguments: credentials.prefix(1))
  func overlap(credential: Credential) async throws {
    for write in 0..<3 {
      try await RemediatedSandbox.run(credential.drift) { sandbox in
        let fault = Fault(.outageAfter, times: 1, skipping: write, onlyWrites: true)
        _ = try await sandbox.repair { await sandbox.server.faults.add(fault) }
        await sandbox.server.faults.clear()
        let next = try sandbox.nextRun()
        _ = try await next.repair()
        #expect(try await next.findings().isEmpty)
        next.pass(3601)
        _ = try await next.repair()
        #expect(await next.strays().isEmpty)
        #expect(try await next.findings().isEmpty)
        try await expectSafe(next, credential)
      }
    }
  }
}
