import Foundation
import HTTP
import Secrets
import TestSupport

@testable import Git

/// A server of git, an authority that signed its certificate, and a folder for what a test makes.
final class SmartWorld: Sendable {
  static let password = "glpat-correct-horse"

  let temporary: TemporaryFolder
  let certificates: TestCertificates
  let server: GitServer

  var folder: URL { temporary.url }

  /// A server whose certificate bears the address 127.0.0.1 and no name.
  init(names: String = "IP:127.0.0.1") async throws {
    temporary = try TemporaryFolder()
    certificates = try await TestCertificates()
    let pair = try await certificates.pair("server", names: names)
    server = try await GitServer.start(in: temporary.url, certificate: pair, password: "oauth2:\(Self.password)")
  }

  /// Gives a test a world, and takes it down afterwards.
  static func with(
    names: String = "IP:127.0.0.1",
    _ test: (SmartWorld) async throws -> Void
  ) async throws {
    let world = try await SmartWorld(names: names)
    do {
      try await test(world)
    } catch {
      await world.server.stop()
      throw error
    }
    await world.server.stop()
  }

  /// A conversation about `PATH` with the right password and the right authority, unless the test says otherwise.
  func conversation(
    _ path: String = "shop.git",
    password: String? = SmartWorld.password,
    waitingWith blockingWait: BlockingWait = BlockingWait(),
    _ change: (inout HTTPClientConfiguration) -> Void = { _ in }
  ) throws -> SmartConversation {
    let authority = try certificates.authority.certificateText()
    return try makeConversation(server.url(path: path), password: password, waitingWith: blockingWait) {
      $0.trust = .pem(authority)
      change(&$0)
    }
  }
}

/// A conversation with a server: no proxy, no retries, unless the test says so.
func makeConversation(
  _ url: String,
  password: String? = SmartWorld.password,
  waitingWith blockingWait: BlockingWait = BlockingWait(),
  _ change: (inout HTTPClientConfiguration) -> Void = { _ in }
) throws -> SmartConversation {
  var configuration = HTTPClientConfiguration(userAgent: "driftcheck/test")
  configuration.proxy = .none
  configuration.retry = .none
  change(&configuration)
  let credential = password.map { SmartServer.Credential(username: "oauth2", password: Secret($0)) }
  return SmartConversation(
    with: SmartServer(url: url, credential: credential),
    over: try HTTPClient(configuration),
    waitingWith: blockingWait
  )
}
