import Foundation
import HTTP
import Secrets
import TestSupport
import Testing

@Suite("TLS")
struct TLSTests {
  let certificates: TestCertificates

  init() async throws {
    certificates = try await TestCertificates()
  }

  func server(
    names: String = "IP:127.0.0.1",
    days: Int = 2,
    clientAuthority: URL? = nil
  ) async throws -> TLSServer {
    let pair = try await certificates.pair("server", names: names, days: days)
    return try await .openssl(pair, clientAuthority: clientAuthority)
  }

  func client(_ change: (inout HTTPClientConfiguration) -> Void = { _ in }) throws -> HTTPClient {
    let authority = try certificates.authority.certificateText()
    return try makeClient {
      $0.trust = .pem(authority)
      change(&$0)
    }
  }

  func reason(_ client: HTTPClient, _ server: TLSServer) async -> HTTPError.Reason? {
    await failure { () throws(HTTPError) in _ = try await client.send(HTTPRequest(.get, server.url)) }?.reason
  }

  @Test("A certificate of the configured authority is accepted")
  func acceptsAuthority() async throws {
    let server = try await server()
    defer { server.stop() }
    #expect(try await client().send(HTTPRequest(.get, server.url)).status == 200)
  }

  @Test("A certificate of an unknown authority is refused")
  func refusesUnknownAuthority() async throws {
    let server = try await server()
    defer { server.stop() }
    #expect(await reason(try makeClient(), server) == .untrusted(.unknownAuthority))
  }

  @Test("A certificate that is its own authority is refused")
  func refusesSelfSigned() async throws {
    let server = try await TLSServer.openssl(certificates.authority)
    defer { server.stop() }
    #expect(await reason(try makeClient(), server) == .untrusted(.selfSigned))
  }

  @Test("An expired certificate is refused")
  func refusesExpired() async throws {
    let server = try await server(days: -1)
    defer { server.stop() }
    #expect(await reason(try client(), server) == .untrusted(.expired))
  }

  @Test("A certificate for another host is refused")
  func refusesOtherName() async throws {
    let server = try await server(names: "DNS:kubernetes.example.com")
    defer { server.stop() }
    #expect(await reason(try client(), server) == .untrusted(.otherName(expected: "127.0.0.1")))
  }

  @Test("The TLS server name stands in for the host of the URL, which stays in the Host header")
  func usesServerName() async throws {
    let server = try await server(names: "DNS:kubernetes.example.com")
    defer { server.stop() }
    let client = try client { $0.tlsServerName = "kubernetes.example.com" }
    #expect(try await client.send(HTTPRequest(.get, server.url)).status == 200)

    let plain = try ScriptedServer { connection, _ in
      let request = try connection.readRequest()
      try connection.respond(200, body: request.field("Host") ?? "")
    }
    defer { plain.stop() }
    let response = try await client.send(HTTPRequest(.get, plain.url))
    #expect(response.body == Data("127.0.0.1:\(plain.port)".utf8))
  }

  @Test("The name that is missing is the configured one")
  func refusesOtherServerName() async throws {
    let server = try await server()
    defer { server.stop() }
    let client = try client { $0.tlsServerName = "kubernetes.example.com" }
    #expect(await reason(client, server) == .untrusted(.otherName(expected: "kubernetes.example.com")))
  }

  @Test("Without verification any certificate will do")
  func skipsVerification() async throws {
    let server = try await server(names: "DNS:kubernetes.example.com")
    defer { server.stop() }
    let client = try makeClient { $0.insecureSkipVerify = true }
    #expect(try await client.send(HTTPRequest(.get, server.url)).status == 200)
  }

  @Test("A server that demands a certificate gets ours")
  func givesCertificate() async throws {
    let server = try await server(clientAuthority: certificates.authority.certificate)
    defer { server.stop() }
    let identity = try await certificates.pair("robot", names: "DNS:robot")
    let (certificate, key) = (try identity.certificateText(), Secret(try identity.keyText()))
    let client = try client { $0.clientIdentity = .init(certificate: certificate, key: key) }
    #expect(try await client.send(HTTPRequest(.get, server.url)).status == 200)
  }

  @Test("A server that demands a certificate refuses us without one")
  func refusedWithoutCertificate() async throws {
    let server = try await server(clientAuthority: certificates.authority.certificate)
    defer { server.stop() }
    guard case .identityRefused = await reason(try client(), server) else {
      Issue.record("the server's refusal was not recognised")
      return
    }
  }

  @Test("A certificate with another's key cannot be used")
  func refusesForeignKey() async throws {
    let server = try await server(clientAuthority: certificates.authority.certificate)
    defer { server.stop() }
    let certificate = try await certificates.pair("robot", names: "DNS:robot").certificateText()
    let key = Secret(try await certificates.pair("other", names: "DNS:other").keyText())
    let client = try client { $0.clientIdentity = .init(certificate: certificate, key: key) }
    guard case .identityUnusable = await reason(client, server) else {
      Issue.record("the foreign key was not recognised")
      return
    }
  }

  @Test("A server that does not speak TLS")
  func plainServer() async throws {
    let plain = try ScriptedServer { connection, _ in
      try connection.send("HTTP/1.1 400 Bad Request\r\n\r\n")
      connection.waitForClose()
    }
    defer { plain.stop() }
    let client = try client()
    let request = HTTPRequest(.get, "https://127.0.0.1:\(plain.port)")
    let error = await failure { () throws(HTTPError) in _ = try await client.send(request) }
    guard case .tls = error?.reason else {
      Issue.record("not a TLS failure: \(String(describing: error))")
      return
    }
  }
}
