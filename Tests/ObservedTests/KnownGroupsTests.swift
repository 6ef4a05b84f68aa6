import Foundation
import Model
import Observed
import TestSupport
import Testing

@Suite("Groups that an earlier run knew")
struct KnownGroupsTests {
  private typealias GitLab = ScriptedGitLab

  private static let shop = KnownProjects.KnownGroup(projectID: "shop", fullPath: "shop", id: 4)
  private static let administrator = OwnToken(
    name: "own",
    scopes: ["api", OwnToken.adminModeScope],
    isAdministrator: true,
    diesAt: nil
  )

  /// What is known once `shop` was looked at as `wanted` says.
  private func settled(
    _ gitlab: GitLab,
    wanted: Set<String>,
    asking token: OwnToken? = nil
  ) async -> Snapshot.GitLab {
    var seen = await gitlab.look(at: wanted)
    if let token { seen.ownToken = .present(token) }
    await gitlab.reader.settle(KnownProjects(groups: [Self.shop]), wanted: wanted, in: &seen)
    return seen
  }

  @Test("One that no Project asks for is looked at with its tokens, listed or not", arguments: [true, false])
  func former(isListed: Bool) async throws {
    let gitlab = try GitLab { path, _ in
      switch path {
      case "groups": isListed ? GitLab.list(GitLab.group(4, "shop")) : GitLab.list()
      case "groups/shop": .init(body: GitLab.group(4, "shop"))
      case "groups/4/access_tokens": GitLab.list(GitLab.token(7))
      case _: .notFound
      }
    }
    let seen = await settled(gitlab, wanted: [])
    #expect(seen.groups["shop"].value?.id == 4 && seen.tokens["shop"].value?.map(\.id) == [7])
    #expect(seen.lookedAt == ["shop"])
  }

  @Test("That one is gone is certain for an administrator alone, and no trouble for anybody")
  func formerAndGone() async throws {
    let gitlab = try GitLab { path, _ in path == "groups" ? GitLab.list() : .notFound }
    let cases: [(OwnToken?, Set<String>)] = [(nil, []), (Self.administrator, ["shop"])]
    for (token, lookedAt) in cases {
      let seen = await settled(gitlab, wanted: [], asking: token)
      #expect(seen.lookedAt == lookedAt && seen.worldUnreadable.isEmpty)
    }
  }

  @Test("One that a Project asks for and GitLab denies is unknown, but for a token that sees every group")
  func hidden() async throws {
    let gitlab = try GitLab { path, _ in path == "groups" ? GitLab.list() : .notFound }
    var withoutAdminMode = Self.administrator
    withoutAdminMode.scopes = ["api"]
    for token in [nil, withoutAdminMode] {
      let seen = await settled(gitlab, wanted: ["shop"], asking: token)
      #expect(seen.groups["shop"].value == nil && seen.groups["shop"] != .absent)
      #expect(seen.groups.unreadable.map(\.subject) == ["group shop"])
      #expect(seen.tokens.unreadable == seen.groups.unreadable)
    }
    let seen = await settled(gitlab, wanted: ["shop"], asking: Self.administrator)
    #expect(seen.groups["shop"] == .absent && seen.worldUnreadable.isEmpty)
  }

  @Test("One that stands elsewhere by its id is added there, also where no list shows it", arguments: [true, false])
  func moved(isListed: Bool) async throws {
    let gitlab = try GitLab { path, _ in
      switch path {
      case "groups": isListed ? GitLab.list(GitLab.group(4, "store")) : GitLab.list()
      case "groups/4": .init(body: GitLab.group(4, "store"))
      case _: .notFound
      }
    }
    let seen = await settled(gitlab, wanted: ["shop"])
    #expect(seen.groups["shop"] == .absent && seen.groups["store"].value?.id == 4)
    #expect(seen.worldUnreadable.isEmpty)
    #expect(gitlab.paths.contains("groups/4") == !isListed)
  }

  @Test("One that came back at its path meanwhile is read with its tokens")
  func back() async throws {
    let log = TestLog<Bool>()
    let gitlab = try GitLab { path, _ in
      if path == "groups/4" { log.append(true) }
      if path == "groups/shop", log.all.isEmpty { return .notFound }
      switch path {
      case "groups": return GitLab.list()
      case "groups/4", "groups/shop": return .init(body: GitLab.group(4, "shop"))
      case "groups/4/access_tokens": return GitLab.list(GitLab.token(7))
      case _: return .notFound
      }
    }
    let seen = await settled(gitlab, wanted: ["shop"])
    #expect(seen.tokens["shop"].value?.map(\.id) == [7])
  }

  @Test("Where its id cannot be asked about, it is unknown")
  func broken() async throws {
    let gitlab = try GitLab { path, _ in
      switch path {
      case "groups": GitLab.list()
      case "groups/4": .broken
      case _: .notFound
      }
    }
    let seen = await settled(gitlab, wanted: ["shop"], asking: Self.administrator)
    #expect(seen.groups.unreadable.map(\.subject) == ["group shop"])
  }
}
