import Foundation
import HTTP
import TestSupport
import Testing

@testable import Kubernetes

@Suite("Lists are whole or an error")
struct ListTests {
  private struct Item: Decodable, Sendable {
    var metadata: ObjectMetadata
  }

  private static func list(_ names: [String], next: String = "") -> String {
    let items = names.map { #"{"metadata":{"name":"\#($0)"}}"# }.joined(separator: ",")
    return
      #"{"kind":"SecretList","metadata":{"resourceVersion":"9","continue":"\#(next)"},"items":[\#(items)]}"#
  }

  private static let gone = APIServerScript.Answer(
    status: 410,
    body:
      #"{"kind":"Status","code":410,"reason":"Expired","message":"The provided continue parameter is too old"}"#
  )

  private func names(_ client: KubernetesClient, _ request: ListRequest) async throws -> ResourceList<String> {
    try await client.list(request, of: Item.self) { $0.metadata.name }
  }

  @Test("a cached list is one request, and bears the server's time and version")
  func cached() async throws {
    let many = (0..<20_000).map { "n\($0)" }
    let server = try APIServerScript { _, _ in .init(body: Self.list(many)) }
    let list = try await names(server.client(), ListRequest(.secrets))
    #expect(list.items == many)
    #expect(list.resourceVersion == "9")
    #expect(list.serverTime == Date(timeIntervalSince1970: 1_795_312_800))
    #expect(server.requests == ["GET /api/v1/secrets?resourceVersion=0"])
  }

  @Test("a consistent list goes from page to page")
  func pages() async throws {
    let server = try APIServerScript { request, _ in
      switch request.target {
      case "/api/v1/secrets?limit=2": .init(body: Self.list(["a", "b"], next: "x"))
      case "/api/v1/secrets?limit=2&continue=x": .init(body: Self.list(["c", "d"], next: "y"))
      default: .init(body: Self.list(["e"]))
      }
    }
    let list = try await names(server.client(), ListRequest(.secrets, consistency: .consistent(pageSize: 2)))
    #expect(list.items == ["a", "b", "c", "d", "e"])
    #expect(server.requests.count == 3)
    #expect(list.serverTime != nil)
  }

  @Test("pages that have become too old are read again from the first, and counted once")
  func restart() async throws {
    let server = try APIServerScript { _, index in
      switch index {
      case 0: .init(body: Self.list(["old"], next: "x"))
      case 1: Self.gone
      case 2: .init(body: Self.list(["a"], next: "y"))
      default: .init(body: Self.list(["b"]))
      }
    }
    let list = try await names(server.client(), ListRequest(.secrets, consistency: .consistent()))
    #expect(list.items == ["a", "b"])
  }

  @Test("a list that never gets to its end is given up after three new starts")
  func restartLimit() async throws {
    let server = try APIServerScript { request, _ in
      request.target.contains("continue") ? Self.gone : .init(body: Self.list(["a"], next: "x"))
    }
    let error = await #expect(throws: KubernetesError.self) {
      try await names(server.client(), ListRequest(.secrets, consistency: .consistent()))
    }
    #expect(error?.isGone == true)
    #expect(server.requests.count == 8)
  }

  @Test("a page token that comes twice is an error")
  func repeated() async throws {
    let server = try APIServerScript { _, _ in .init(body: Self.list(["a"], next: "x")) }
    let error = await #expect(throws: KubernetesError.self) {
      try await names(server.client(), ListRequest(.secrets, consistency: .consistent()))
    }
    #expect(error?.cause == .repeatedPage)
  }

  @Test("a connection that ends within the answer is an error", arguments: [true, false])
  func cutOff(isCached: Bool) async throws {
    let server = try APIServerScript { _, _ in .init(body: Self.list(["a", "b"]), isCutOff: true) }
    let request = ListRequest(.secrets, consistency: isCached ? .cached : .consistent())
    let error = await #expect(throws: KubernetesError.self) { try await names(server.client(), request) }
    guard case .transport(let cause) = error?.cause, case .cutOff = cause.reason else {
      Issue.record("not cut off: \(String(describing: error))")
      return
    }
  }

  @Test(
    "a whole answer that is no whole list is an error",
    arguments: [
      (String(list(["a"]).dropLast()), AnswerFlaw.cutOff(afterBytes: 105)),
      ("<html>hello</html>", .notJSON(beginning: "<html>hello</html>")),
      (#"{"kind":"Status","status":"Failure"}"#, .notAList(kind: "Status")),
    ],
    [ListRequest.Consistency.cached, .consistent()]
  )
  func noList(answer: (body: String, flaw: AnswerFlaw), consistency: ListRequest.Consistency) async throws {
    let server = try APIServerScript { _, _ in .init(body: answer.body) }
    let error = await #expect(throws: KubernetesError.self) {
      try await names(server.client(), ListRequest(.secrets, consistency: consistency))
    }
    #expect(error?.cause == .malformedAnswer(answer.flaw))
  }

  @Test("an item that cannot be decoded is told apart, with its name")
  func undecodable() async throws {
    let body =
      #"{"items":[{"metadata":{"name":"a"}},{"metadata":{"name":"b","labels":[]}},{"metadata":{"name":"c"}}]}"#
    let server = try APIServerScript { _, _ in .init(body: body) }
    let list = try await names(server.client(), ListRequest(.secrets))
    #expect(list.items == ["a", "c"])
    #expect(list.undecodable.map(\.name) == ["b"])
    #expect(list.undecodable.map(\.reason) == ["metadata.labels is not of the form that is read here"])
  }

  @Test(
    "a refused list names the right that is missing",
    arguments: [ListRequest.Consistency.cached, .consistent()]
  )
  func forbidden(consistency: ListRequest.Consistency) async throws {
    let body = #"{"kind":"Status","code":403,"reason":"Forbidden","message":"secrets is forbidden"}"#
    let server = try APIServerScript { _, _ in .init(status: 403, body: body) }
    let error = await #expect(throws: KubernetesError.self) {
      try await names(server.client(), ListRequest(.secrets, consistency: consistency))
    }
    #expect(error?.missingPermission == "list secrets in all namespaces")
  }
}
