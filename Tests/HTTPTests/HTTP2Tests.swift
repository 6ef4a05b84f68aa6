import Foundation
import HTTP
import TestSupport
import Testing

@Suite("HTTP/2")
struct HTTP2Tests {
  @Test("Many requests at once share few connections, and a stream of 8 MB arrives whole")
  func multiplexes() async throws {
    let certificates = try await TestCertificates()
    let files = certificates.folder.appending(path: "files")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    try Data("small".utf8).write(to: files.appending(path: "small"))
    let big = Data((0..<8_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
    try big.write(to: files.appending(path: "big"))
    let pair = try await certificates.pair("server", names: "IP:127.0.0.1")
    let server = try await TLSServer.nghttpd(pair, files: files)
    defer { server.stop() }
    let authority = try certificates.authority.certificateText()
    let client = try makeClient { $0.trust = .pem(authority) }

    let bodies = try await withThrowingTaskGroup(of: Data.self) { group in
      for _ in 0..<300 {
        group.addTask { try await client.send(HTTPRequest(.get, server.url + "/small")).body }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(bodies == Array(repeating: Data("small".utf8), count: 300))
    #expect(try await client.send(HTTPRequest(.get, server.url + "/big")).body == big)

    // nghttpd speaks nothing but HTTP/2, and numbers its connections.
    let printed = server.printed
    let connections = Set(printed.matches(of: /\[id=(\d+)\]/).map { String($0.1) })
    #expect((1...2).contains(connections.count))
    #expect(printed.matches(of: /:path: \/small/).count == 300)
  }
}
