import Foundation
import HTTP
import Sandbox
import Testing

@Suite("The server")
struct ServerTests {
  @Test("It says who asked what, and how it was answered")
  func requestLog() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      _ = try await sandbox.ask("/api/v1/secrets?limit=1", as: .reader)
      _ = try await sandbox.ask("/api/v1/namespaces/none", as: .anonymous)
      let log = await sandbox.server.log.requests
      #expect(log.map(\.user) == ["reader", "system:anonymous"])
      #expect(log.map(\.path) == ["/api/v1/secrets", "/api/v1/namespaces/none"])
      #expect(log.map(\.query) == ["limit=1", ""])
      #expect(log.map(\.code) == [200, 403])
      #expect(log.map(\.userAgent) == ["sandbox-tests", "sandbox-tests"])
      #expect(try await sandbox.json("/sandbox/requests").array?.count == 2)
    }
  }

  @Test("The Date header is that of its clock")
  func date() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      #expect(try await sandbox.ask("/version").headers["Date"] == "Fri, 15 Jan 2027 08:00:00 GMT")
    }
  }

  @Test("A reader reads and does not write")
  func reader() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      #expect(try await sandbox.ask("/api/v1/secrets", as: .reader).status == 200)
      let path = "/api/v1/namespaces/shop-dev"
      #expect(try await sandbox.ask(path, .delete, as: .reader).status == 403)
      #expect(try await sandbox.ask(path).status == 200)
    }
  }

  @Test("A denied permission is Forbidden, and a review of it says so")
  func denial() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.access.deny(Denial("secrets", verbs: ["list"]))
      let answer = try JSONValue(parsing: try await sandbox.ask("/api/v1/secrets").body)
      #expect(answer["reason"] == "Forbidden")
      #expect(try await sandbox.ask("/api/v1/namespaces").status == 200)
      let review = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"
      for (verb, allowed) in [("list", false), ("get", true)] {
        let body = #"{"spec": {"resourceAttributes": {"verb": "\#(verb)", "resource": "secrets"}}}"#
        let reply = try await sandbox.ask(review, .post, body)
        #expect(try JSONValue(parsing: reply.body)[["status", "allowed"]]?.bool == allowed)
      }
    }
  }

  @Test("Status and the rest of a Project are written apart")
  func status() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let path = "/apis/kyotu.tech/v1/namespaces/projects/projects/shop-dev"
      let patch = #"{"spec": {"googleGroup": "new@example.com"}, "status": {"phase": "Ready"}}"#
      let kind = "application/merge-patch+json"
      let throughStatus = try await sandbox.ask(path + "/status", .patch, patch, contentType: kind)
      let withStatus = try JSONValue(parsing: throughStatus.body)
      #expect(withStatus[["status", "phase"]] == "Ready")
      #expect(withStatus[["spec", "googleGroup"]] == "shop.crew@example.com")
      let other = patch.replacing("Ready", with: "Lost")
      let throughMain = try JSONValue(parsing: try await sandbox.ask(path, .patch, other, contentType: kind).body)
      #expect(throughMain[["status", "phase"]] == "Ready")
      #expect(throughMain[["spec", "googleGroup"]] == "new@example.com")
    }
  }

  @Test("Without its definition the Projects are no page, not an empty list")
  func missingDefinition() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let definition = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/projects.kyotu.tech"
      #expect(try await sandbox.ask(definition, .delete).status == 200)
      let answer = try await sandbox.ask("/apis/kyotu.tech/v1/projects")
      #expect(answer.status == 404)
      #expect(String(decoding: answer.body, as: UTF8.self) == "404 page not found\n")
    }
  }

  @Test(
    "A deleted namespace goes with its contents, or stays Terminating where told to",
    arguments: [false, true]
  )
  func namespaces(stay: Bool) async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let path = "/api/v1/namespaces/shop-dev"
      let told = #"{"stayTerminating": \#(stay)}"#
      #expect(try await sandbox.ask("/sandbox/namespaces", .post, told).status == 200)
      #expect(try await sandbox.ask(path, .delete).status == 200)
      #expect(try await sandbox.ask(path).status == (stay ? 200 : 404))
      #expect(try await sandbox.names(path + "/secrets").isEmpty == !stay)
    }
  }

  @Test("Ten thousand objects come in one answer, as in pages")
  func largeLists() async throws {
    let world = Company.generated(10_000).world(at: SandboxUnderTest.epoch)
    try await SandboxUnderTest.run(world) { (sandbox) async throws in
      let whole = try await sandbox.ask("/apis/kyotu.tech/v1/projects?limit=500&resourceVersion=0")
      #expect(try itemCount(whole) == 10_000)
      var count = 0
      var token = ""
      repeat {
        let page = try await sandbox.ask("/apis/kyotu.tech/v1/projects?limit=500&continue=\(token)")
        count += try itemCount(page)
        token = try JSONDecoder().decode(Page.self, from: page.body).metadata.continue
      } while !token.isEmpty
      #expect(count == 10_000)
      #expect(await sandbox.server.log.requests.count == 21)
    }
  }

  private struct Page: Decodable {
    struct Metadata: Decodable { var `continue`: String }
    struct Item: Decodable {}
    var metadata: Metadata
    var items: [Item]
  }

  private func itemCount(_ answer: HTTPResponse) throws -> Int {
    try JSONDecoder().decode(Page.self, from: answer.body).items.count
  }
}
