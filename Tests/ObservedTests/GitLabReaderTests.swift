import Foundation
import Model
import Observed
import Secrets
import TestSupport
import Testing

@Suite("What is known of GitLab's groups and tokens")
struct GitLabReaderTests {
  private typealias GitLab = ScriptedGitLab

  @Test("Groups are known by their full path, with visibility and the day of their deletion")
  func groups() async throws {
    let gitlab = try GitLab { _, _ in
      GitLab.list(
        GitLab.group(1, "shop"),
        GitLab.group(2, "ops/shop").replacingOccurrences(of: "private", with: "internal"),
        GitLab.group(3, "web-deletion_scheduled-3", #","marked_for_deletion_on":"2027-01-10""#)
      )
    }
    let groups = await gitlab.reader.groups()
    #expect(groups["shop"] == .present(LiveGroup(id: 1, fullPath: "shop")))
    #expect(groups["ops/shop"].value?.visibility == .other("internal"))
    #expect(groups["web-deletion_scheduled-3"].value?.markedForDeletionOn == "2027-01-10")
    #expect(groups["web"] == .absent)
    #expect(gitlab.paths == ["groups"])
    #expect(gitlab.reader.time == Date(timeIntervalSince1970: 1_800_000_000))
  }

  @Test("Below a parent only its own groups are listed; a parent that is not there leaves all unknown")
  func parent() async throws {
    let policy = TokenPolicy(parentGroup: "ops/teams")
    let gitlab = try GitLab(policy: policy) { _, _ in GitLab.list(GitLab.group(1, "ops/teams/shop")) }
    #expect(await gitlab.reader.groups()["ops/teams/shop"].value?.id == 1)
    #expect(gitlab.paths == ["groups/ops%2Fteams/descendant_groups"])
    let lost = try GitLab(policy: policy) { _, _ in .notFound }
    let seen = await lost.look(at: ["ops/teams/shop"])
    #expect(seen.groups.failure?.system == .gitlab)
    #expect(seen.tokens["ops/teams/shop"].value == nil)
    #expect(seen.tokens.failure == seen.groups.failure)
  }

  @Test(
    "A list of groups that is no list leaves everything unknown, and nothing more is asked",
    arguments: [GitLab.Answer.broken, .webPage, .init(body: #"[{"id":1,"#), .init(body: "{}")]
  )
  private func unreadableGroups(answer: GitLab.Answer) async throws {
    let gitlab = try GitLab { path, _ in path == "groups" ? answer : .notFound }
    let seen = await gitlab.look(at: ["shop", "web"])
    #expect(seen.groups.failure?.subject == "groups")
    #expect(seen.tokens.failure == seen.groups.failure)
    #expect(Set(gitlab.paths) == ["groups"])
    #expect(seen.lookedAt == ["shop", "web"])
  }

  @Test("A group that the pages did not show is absent only once it was asked for by its path")
  func unlisted() async throws {
    let gitlab = try GitLab { path, _ in
      switch path {
      case "groups": GitLab.list(GitLab.group(1, "shop"), GitLab.group(2, "a-gone"), GitLab.group(3, "ops/gone"))
      case "groups/moved": .init(body: GitLab.group(4, "moved"))
      case "groups/case": .init(body: GitLab.group(5, "Case"))
      case "groups/hidden": .broken
      case "groups/page": .init(status: 404, type: "text/html", body: "<html></html>")
      case "groups/1/access_tokens", "groups/4/access_tokens": GitLab.list()
      case _: .notFound
      }
    }
    let seen = await gitlab.look(at: ["shop", "moved", "case", "gone", "hidden", "page"])
    #expect(seen.groups["moved"].value?.id == 4)
    #expect(seen.groups["case"] == .absent)
    #expect(seen.groups["gone"] == .absent)
    #expect(seen.tokens["shop"] == .present([]))
    #expect(seen.tokens["moved"] == .present([]))
    #expect(seen.tokens["gone"] == .absent)
    #expect(seen.groups.unreadable.map(\.subject) == ["group hidden", "group page"])
    #expect(seen.tokens.unreadable == seen.groups.unreadable)
    #expect(!gitlab.paths.contains("groups/shop"))
  }

  @Test("A token list that cannot be read is unknown, alone, with the right that is missing, and like its kind")
  func tokenLists() async throws {
    let gitlab = try GitLab { path, _ in
      switch path {
      case "groups": GitLab.list(GitLab.group(1, "shop"), GitLab.group(2, "web"), GitLab.group(3, "crew"))
      case "groups/1/access_tokens": GitLab.list(GitLab.token(7))
      case "groups/2/access_tokens": .unauthorized
      case "groups/3/access_tokens": .webPage
      case _: .init(body: #"{"id":9,"name":"driftcheck","scopes":["read_api"],"expires_at":null}"#)
      }
    }
    let seen = await gitlab.look(at: ["shop", "web", "crew"])
    #expect(seen.tokens["shop"].value?.map(\.id) == [7])
    #expect(seen.tokens.unreadable.map(\.subject) == ["access tokens of group crew", "access tokens of group web"])
    #expect(seen.tokens.unreadable.map(\.missingPermission) == [nil, "Owner on the group web"])
    #expect(seen.tokens.unreadable.map(\.series?.sort) == ["access tokens of groups", "access tokens of groups"])
    #expect(seen.tokens.unreadable.map(\.series?.member) == ["crew", "web"])
    #expect(seen.tokens.unreadable.last?.series?.cause == "the server says 401: 401 Unauthorized")
    #expect(seen.groups.unreadable.isEmpty)
  }

  @Test("A token dies at 00:00 UTC of its date, or never; what GitLab does not say of it is not made up")
  func tokens() async throws {
    let gitlab = try GitLab { path, _ in
      guard path == "groups/1/access_tokens" else { return GitLab.list(GitLab.group(1, "shop")) }
      return GitLab.list(
        GitLab.token(
          1,
          #""expires_at":"2027-01-15","access_level":40,"created_at":"2026-01-15T08:00:00.000Z","last_used_at":null"#
        ),
        GitLab.token(2, #""expires_at":null,"last_used_at":"2027-01-14T08:00:00Z""#)
      )
    }
    let tokens = await gitlab.look(at: ["shop"]).tokens["shop"].value ?? []
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    let expected = [
      LiveToken(
        id: 1,
        name: "shop-dev-image-puller",
        scopes: ["read_registry"],
        level: 40,
        createdAt: now.addingTimeInterval(-365 * 86_400),
        diesAt: Date(timeIntervalSince1970: 1_799_971_200)
      ),
      LiveToken(
        id: 2,
        name: "shop-dev-image-puller",
        scopes: ["read_registry"],
        level: nil,
        createdAt: nil,
        diesAt: nil,
        lastUsedAt: now.addingTimeInterval(-86_400)
      ),
    ]
    #expect(tokens == expected)
  }

  @Test("Looking again reads the tokens again, and forgets what was unknown before")
  func again() async throws {
    let isUp = TestFlag()
    let gitlab = try GitLab { path, _ in
      if path == "groups" { return GitLab.list(GitLab.group(1, "shop")) }
      return isUp.isSet ? GitLab.list(GitLab.token(7), GitLab.token(8)) : .broken
    }
    var seen = await gitlab.look(at: ["shop"])
    #expect(seen.tokens["shop"].value == nil)
    isUp.set()
    await gitlab.reader.look(at: ["shop"], into: &seen)
    #expect(seen.tokens["shop"].value?.map(\.id) == [7, 8])
    #expect(seen.tokens.unreadable.isEmpty)
  }
}

/// Something that a test says once.
private final class TestFlag: Sendable {
  private let log = TestLog<Bool>()
  var isSet: Bool { !log.all.isEmpty }
  func set() { log.append(true) }
}
