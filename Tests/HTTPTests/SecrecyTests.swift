import Foundation
import HTTP
import Secrets
import TestSupport
import Testing

@Suite("No error shows a secret")
struct SecrecyTests {
  static let secret = "hunter2"

  /// Answers that each make another error, every one of them with the secret inside.
  @Test(
    "Whatever a server answers",
    arguments: [
      "", "hunter2 is not HTTP\r\n\r\n",
      "HTTP/1.1 200 hunter2\r\nX-Token: hunter2\r\nContent-Length: 99\r\n\r\nhunter2",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhunter2\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: hunter2\r\n\r\nhunter2",
      "HTTP/1.1 200 OK\r\nContent-Length: hunter2\r\n\r\nhunter2",
    ]
  )
  func showsNone(answer: String) async throws {
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send(answer)
    }
    defer { server.stop() }
    let client = try makeClient()
    let request = HTTPRequest(
      .post,
      server.url + "/x?private_token=\(Self.secret)",
      fields: [HTTPField("Authorization", Secret(Self.secret))],
      body: Data(Self.secret.utf8)
    )
    let error = await failure { () throws(HTTPError) in _ = try await client.send(request) }
    var texts = "\(String(describing: error)) \(String(reflecting: error))"
    dump(error, to: &texts)
    #expect(!texts.contains(Self.secret))
    var dumped = ""
    dump(request.fields, to: &dumped)
    #expect(!dumped.contains(Self.secret))
  }
}
