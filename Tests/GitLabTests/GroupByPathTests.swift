import TestSupport
import Testing

@testable import GitLab

@Suite("A group by its path, against a server")
struct GroupByPathTests {
  @Test("It is there, or it is not; what is said of the route or by a web page is neither")
  func sightings() async throws {
    let gitlab = try TestGitLab { request in
      switch request.target {
      case "/api/v4/groups/ops%2Fshop?with_projects=false":
        .json(#"{"id":7,"path":"shop","full_path":"ops/shop","name":"Shop","visibility":"private","parent_id":3}"#)
      case "/api/v4/groups/gone?with_projects=false": .json(#"{"message":"404 Group Not Found"}"#, status: 404)
      case "/api/v4/groups/route?with_projects=false": .json(#"{"error":"404 Not Found"}"#, status: 404)
      case _: .html(404)
      }
    }
    #expect(try await gitlab.client.group(atPath: "ops/shop")?.id == 7)
    #expect(try await gitlab.client.group(atPath: "gone") == nil)
    for path in ["route", "page"] {
      let error = await failure { () async throws(GitLabError) in try await gitlab.client.group(atPath: path) }
      #expect(error?.isNotFound == false)
    }
    let error = await failure { () async throws(GitLabError) in try await gitlab.client.group(atPath: "a/../b") }
    #expect(error?.cause == .invalidRequest("it is not the full path of a group"))
    #expect(gitlab.client.requestCount == 4)
  }

  @Test("A path of digits, which GitLab would take for an id, is searched for and compared")
  func digits() async throws {
    let gitlab = try TestGitLab { request in
      request.target.hasSuffix("page=2")
        ? .page(
          #"[{"id":3,"path":"2024","full_path":"2024","name":"Y","visibility":"private","parent_id":null}]"#,
          next: nil
        )
        : .page(
          #"[{"id":2,"path":"2024-old","full_path":"2024-old","name":"2024","visibility":"private","parent_id":null}]"#,
          next: 2
        )
    }
    #expect(try await gitlab.client.group(atPath: "2024")?.id == 3)
    #expect(try await gitlab.client.group(atPath: "202") == nil)
    #expect(gitlab.targets.allSatisfy { $0.hasPrefix("/api/v4/groups?") && $0.contains("top_level_only=true") })
  }

  @Test("The groups below one are those below, also where its path is all digits")
  func below() async throws {
    let gitlab = try TestGitLab { request in
      request.target.contains("search=2024")
        ? .page(
          #"[{"id":3,"path":"2024","full_path":"2024","name":"Y","visibility":"private","parent_id":null}]"#,
          next: nil
        ) : .page(groups(8...9), next: nil)
    }
    #expect(try await gitlab.client.groups(below: "ops/shop").map(\.id) == [8, 9])
    #expect(try await gitlab.client.groups(below: "2024").map(\.id) == [8, 9])
    #expect(try await gitlab.client.groups(below: "").map(\.id) == [8, 9])
    let paths = gitlab.targets.map { $0.split(separator: "?")[0].dropFirst("/api/v4/".count) }
    #expect(paths == ["groups/ops%2Fshop/descendant_groups", "groups", "groups/3/descendant_groups", "groups"])
  }

  @Test("A parent that is not there is an error, not a world without groups", arguments: ["gone", "404"])
  func missingParent(parent: String) async throws {
    let gitlab = try TestGitLab { request in
      request.target.contains("search=")
        ? .page("[]", next: nil) : .json(#"{"message":"404 Group Not Found"}"#, status: 404)
    }
    let error = await failure { () async throws(GitLabError) in try await gitlab.client.groups(below: parent) }
    #expect(error?.isNotFound == true)
    #expect(error?.operation == .listGroups(below: parent))
  }
}
