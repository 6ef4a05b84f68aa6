import Foundation
import HTTP
import Sandbox
import TestSupport
import Testing

@Suite("Logins at the sandbox's registry")
struct RegistryLoginTests {
  private static let path = "/jwt/auth?service=container_registry"

  @Test("A live token logs in, and gets access to its own group's images alone")
  func access() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      for (repository, isGranted) in [("shop/web", true), ("billing/web", false)] {
        let scope = "&scope=repository:\(repository):pull"
        let answer = try await sandbox.logIn(with: Identifiers.token("shop-dev"), Self.path + scope)
        let token = try #require(try JSONValue(parsing: answer.body)["token"]?.string)
        let payload = token.split(separator: ".").dropFirst().first.map(String.init) ?? ""
        let padded = payload + String(repeating: "=", count: (4 - payload.count % 4) % 4)
        let claims = try JSONValue(parsing: try #require(Data(base64Encoded: padded)))
        #expect(claims["access"]?.array?.isEmpty == !isGranted)
      }
      #expect(await sandbox.server.gitlab.logins.count == 2)
    }
  }

  @Test("Thirty failures ban the address from everything")
  func ban() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      for _ in 1...30 {
        #expect(try await sandbox.logIn(with: "glpat-dead", Self.path).status == 401)
      }
      #expect(try await sandbox.logIn(with: Identifiers.token("shop-dev"), Self.path).status == 403)
      #expect(try await sandbox.gitlab.get("/groups").status == 403)
      #expect(try await sandbox.ask("/api/v1/namespaces").status == 200)
    }
  }

  @Test("A ban ends after an hour")
  func end() {
    let start = SandboxUnderTest.epoch
    var logins = RegistryLogins()
    for _ in 1...30 { logins.fail(at: start) }
    #expect(logins.isBanned(at: start.addingTimeInterval(3599)))
    #expect(!logins.isBanned(at: start.addingTimeInterval(3600)))
  }

  @Test("Thirty failures within more than three minutes ban nobody")
  func patience() {
    let start = SandboxUnderTest.epoch
    var logins = RegistryLogins()
    for number in 0..<60 { logins.fail(at: start.addingTimeInterval(Double(number) * 7)) }
    #expect(!logins.isBanned(at: start.addingTimeInterval(420)))
  }

  @Test("A success in between forgets the failures")
  func forgiveness() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      for _ in 1...3 {
        for _ in 1...29 { _ = try await sandbox.logIn(with: "glpat-dead", Self.path) }
        #expect(try await sandbox.logIn(with: Identifiers.token("shop-dev"), Self.path).status == 200)
      }
      #expect(try await sandbox.gitlab.get("/groups").status == 200)
    }
  }

  @Test("A token that is for no images, and another service, are told apart from a dead token")
  func otherRefusals() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.gitlab.change { world in
        guard var token = world.token(holding: Identifiers.token("shop-dev")) else { return }
        token.scopes = ["read_repository"]
        world.put(token)
      }
      #expect(try await sandbox.logIn(with: Identifiers.token("shop-dev"), Self.path).status == 403)
      #expect(try await sandbox.logIn(with: "glpat-dead", "/jwt/auth?service=other").status == 404)
    }
  }
}
