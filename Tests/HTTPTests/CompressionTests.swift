import Foundation
import HTTP
import TestSupport
import Testing

@Suite("Compressed answers")
struct CompressionTests {
  /// "driftcheck" as `gzip` compresses it.
  static let compressed = Data(base64Encoded: "H4sIAAAAAAAAA0spykwrSc5ITc4GALnxDqgKAAAA") ?? Data()

  /// Answers in gzip whoever asks for it.
  func server(_ asked: TestLog<String?>) throws -> ScriptedServer {
    try ScriptedServer { connection, _ in
      let encodings = try connection.readRequest().field("Accept-Encoding")
      asked.append(encodings)
      let body = encodings == nil ? Data("driftcheck".utf8) : Self.compressed
      let field = encodings == nil ? "" : "Content-Encoding: gzip\r\n"
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\(field)\r\n")
      try connection.send(body)
    }
  }

  @Test("A request says whether gzip will do, and the body comes as it was before", arguments: [true, false])
  func decompresses(accepts: Bool) async throws {
    let asked = TestLog<String?>()
    let server = try server(asked)
    defer { server.stop() }
    var request = HTTPRequest(.get, server.url)
    request.acceptsGzip = accepts
    let stream = try await makeClient().stream(request)
    #expect(try await stream.body.collect(upTo: 100) == Data("driftcheck".utf8))
    #expect(asked.all == [accepts ? "gzip" : nil])
  }

  @Test("A body that is not gzip although it is announced so is a failure")
  func broken() async throws {
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.respond(200, ["Content-Encoding: gzip"], body: "driftcheck")
    }
    defer { server.stop() }
    var request = HTTPRequest(.get, server.url)
    request.acceptsGzip = true
    let (client, sent) = (try makeClient(), request)
    let error = await failure { () throws(HTTPError) in _ = try await client.send(sent) }
    guard case .other(code: 61, _) = error?.reason else {
      Issue.record("not the encoding's failure: \(String(describing: error))")
      return
    }
  }
}
