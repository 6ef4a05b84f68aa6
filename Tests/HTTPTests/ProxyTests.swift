import Foundation
import HTTP
import TestSupport
import Testing

@Suite("Proxies")
struct ProxyTests {
  /// A CONNECT proxy that passes everything on, and notes whom it was asked for.
  func tunnel(_ asked: TestLog<String>) throws -> ScriptedServer {
    try ScriptedServer { connection, _ in
      let request = try connection.readRequest()
      asked.append("\(request.method) \(request.target) \(request.field("Proxy-Authorization") ?? "")")
      try connection.send("HTTP/1.1 200 Connection established\r\nX-Proxy: yes\r\n\r\n")
      let port = request.target.split(separator: ":").last.flatMap { Int($0) } ?? 0
      try connection.relay(toPort: port)
    }
  }

  @Test("A tunnel to a TLS server, with the proxy's user and password")
  func tunnels() async throws {
    let certificates = try await TestCertificates()
    let pair = try await certificates.pair("server", names: "IP:127.0.0.1")
    let server = try await TLSServer.openssl(pair)
    defer { server.stop() }
    let authority = try certificates.authority.certificateText()
    let asked = TestLog<String>()
    let proxy = try tunnel(asked)
    defer { proxy.stop() }
    let client = try makeClient {
      $0.trust = .pem(authority)
      $0.proxy = .url("http://joe:hunter2@127.0.0.1:\(proxy.port)")
    }
    let response = try await client.send(HTTPRequest(.get, server.url))
    #expect(response.status == 200)
    #expect(response.headers["X-Proxy"] == nil)
    // The words are "joe:hunter2" in Base64.
    #expect(asked.all == ["CONNECT 127.0.0.1:\(server.port) Basic am9lOmh1bnRlcjI="])
  }

  @Test("A plain request goes to the proxy with its whole URL")
  func forwards() async throws {
    let proxy = try ScriptedServer { connection, _ in
      try connection.respond(200, body: connection.readRequest().target)
    }
    defer { proxy.stop() }
    let client = try makeClient { $0.proxy = .url(proxy.url) }
    let response = try await client.send(HTTPRequest(.get, "http://nowhere.invalid/a"))
    #expect(response.body == Data("http://nowhere.invalid/a".utf8))
  }

  @Test("A proxy that refuses is named as such, without its password", arguments: [403, 407])
  func refused(status: Int) async throws {
    let proxy = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.respond(status)
    }
    defer { proxy.stop() }
    let client = try makeClient { $0.proxy = .url("http://joe:hunter2@127.0.0.1:\(proxy.port)") }
    let request = HTTPRequest(.get, "https://nowhere.invalid/")
    let error = await failure { () throws(HTTPError) in _ = try await client.send(request) }
    #expect(error?.reason == .proxyRefused(status: status))
    #expect(error?.description.contains("hunter2") == false)
  }

  @Test(
    "A proxy that is not there is named as such",
    arguments: ["http://127.0.0.1:PORT", "http://nowhere.invalid:1"]
  )
  func unreachable(url: String) async throws {
    let port = try ScriptedServer { _, _ in }.port
    let client = try makeClient { $0.proxy = .url(url.replacing("PORT", with: "\(port)")) }
    let request = HTTPRequest(.get, "https://example.invalid/")
    let error = await failure { () throws(HTTPError) in _ = try await client.send(request) }
    guard case .proxyUnreachable = error?.reason else {
      Issue.record("not the proxy's failure: \(String(describing: error))")
      return
    }
  }
}
