import Foundation
import HTTP

/// One rule of reading on trial.
struct GitLabReadingTrial {
  let gitlab: GitLabUnderTest

  func unknownToken() async throws {
    for caller in [GitLabUnderTest.Caller.nobody, .holder(of: "glpat-nobody-knows-this-one")] {
      try await gitlab.get("/user", as: caller).refused(401, message: "401 Unauthorized")
    }
    // Who bears a wrong token is refused even where nobody needs one.
    try await gitlab.get("/groups", as: .holder(of: "wrong")).refused(401, message: "401 Unauthorized")
  }

  func bothHeaders() async throws {
    struct Name: Decodable { var username: String }
    let names = [
      try await gitlab.send(.get, "/user"), try await gitlab.send(.get, "/user", bearing: .bearer),
    ]
    let decoded = try names.map { try $0.decoded(as: Name.self).username }
    try names[1].demand(decoded[0] == decoded[1], "the same user by both headers")
  }

  func unknownRoute() async throws {
    try await gitlab.get("/no-such-thing").refused(404, error: "404 Not Found")
  }

  func versions() async throws {
    struct Version: Decodable {
      var version: String
      var revision: String
    }
    for path in ["/version", "/metadata"] {
      let reply = try await gitlab.get(path)
      let major = try reply.decoded(as: Version.self).version.split(separator: ".").first.flatMap { Int($0) }
      try reply.demand((major ?? 0) > 0, "a version that begins with a number")
      try await gitlab.get(path, as: .nobody).refused(401, message: "401 Unauthorized")
    }
  }

  func scopes() async throws {
    struct Refusal: Decodable {
      var error: String
      var scope: String
    }
    _ = try await gitlab.get("/groups?per_page=1", as: .reader).decoded(as: [GroupEntity].self)
    let reply = try await gitlab.send(.post, "/groups", "{}", as: .reader)
    let refusal = try reply.decoded(403, as: Refusal.self)
    try reply.demand(refusal.error == "insufficient_scope" && refusal.scope.contains("api"), "the scope api")
  }

  func ownToken() async throws {
    let reply = try await gitlab.get("/personal_access_tokens/self", as: .reader)
    let token = try reply.decoded(as: TokenEntity.self)
    try reply.demand(token.scopes == ["read_api"] && token.active && !token.revoked, "a live token")
    try reply.demand(token.token == nil, "no secret")
    struct Account: Decodable { var id: Int }
    let user = try await gitlab.get("/user", as: .reader)
    try user.demand(try user.decoded(as: Account.self).id == token.userId, "the user of the token")
  }

  func pages() async throws {
    var seen: [Int] = []
    var page = "1"
    var total: Int?
    repeat {
      let reply = try await gitlab.get("/groups?order_by=id&per_page=2&page=\(page)")
      seen += try reply.decoded(as: [GroupEntity].self).map(\.id)
      total = reply["X-Total"].flatMap { Int($0) }
      try reply.demand(reply["X-Page"] == page, "the page \(page)")
      let next = reply["X-Next-Page"] ?? ""
      try reply.demand((reply.link("next") == nil) == next.isEmpty, "a link to the next page, if there is one")
      if let link = reply.link("next") {
        try reply.demand(link.contains("page=\(next)") && link.contains("order_by=id"), "the whole query in the link")
      }
      page = next
    } while !page.isEmpty
    guard Set(seen).count == seen.count, seen == seen.sorted(), total == nil || total == seen.count else {
      throw ConformanceFailure(description: "the pages give \(seen), of \(total.map(String.init) ?? "?")")
    }
  }

  func pageSizes() async throws {
    for (query, size) in [("", "20"), ("?per_page=100", "100"), ("?per_page=101", "100"), ("?per_page=1", "1")] {
      let reply = try await gitlab.get("/groups\(query)")
      let count = try reply.decoded(as: [GroupEntity].self).count
      try reply.demand(reply["X-Per-Page"] == size && count <= Int(size) ?? 0, "\(size) rows a page")
    }
  }

  func ends() async throws {
    let first = try await gitlab.get("/groups?per_page=1")
    try first.demand(first["X-Prev-Page"] == "" && first.link("prev") == nil, "no page before the first")
    try first.demand(first.link("first") != nil, "a link to the first page")
    let beyond = try await gitlab.get("/groups?page=99999999")
    try beyond.demand(try beyond.decoded(as: [GroupEntity].self).isEmpty, "an empty page")
    try beyond.demand(beyond["X-Next-Page"] == "", "no page after it")
    let none = try await gitlab.get("/groups?search=no-group-has-such-a-name")
    try none.demand(none["X-Total"] == "0" && none["X-Total-Pages"] == "1", "one empty page of nothing")
  }

  func invalidPage() async throws {
    try await gitlab.get("/groups?page=two").refused(400, error: "page is invalid")
  }

  func keyset() async throws {
    let reply = try await gitlab.get("/groups?pagination=keyset&per_page=1")
    try reply.demand(reply["X-Page"] == "1", "an ordinary page")
    try await gitlab.get("/groups?pagination=keyset&order_by=path", as: .nobody)
      .refused(405, error: "Keyset pagination is not yet available for this type of request")
  }

  func groupByNumber() async throws {
    let groups = try await gitlab.get("/groups?per_page=3").decoded(as: [GroupEntity].self)
    for group in groups {
      for path in [group.fullPath, group.fullPath.uppercased()] {
        let encoded = path.replacing("/", with: "%2F")
        for id in [String(group.id), encoded] {
          let reply = try await gitlab.get("/groups/\(id)?with_projects=false")
          try reply.demand(try reply.decoded(as: GroupEntity.self) == group, "the group \(group.fullPath)")
        }
      }
    }
  }

  func unknownGroup() async throws {
    for id in ["no-such-group", "99999999", "no%2Fsuch%2Fgroup"] {
      for path in ["/groups/\(id)", "/groups/\(id)/access_tokens"] {
        try await gitlab.get(path).refused(404, message: "404 Group Not Found")
      }
    }
  }

  func orders() async throws {
    let reply = try await gitlab.get("/groups?order_by=id&sort=desc&per_page=100")
    let ids = try reply.decoded(as: [GroupEntity].self).map(\.id)
    try reply.demand(ids == ids.sorted(by: >), "the latest group first")
    try await gitlab.get("/groups?order_by=colour").refused(400, error: "order_by does not have a valid value")
  }

  func unknownLevel() async throws {
    try await gitlab.get("/groups?min_access_level=21")
      .refused(400, error: "min_access_level does not have a valid value")
  }
}
