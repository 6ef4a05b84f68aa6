import Foundation
import HTTP
import Sandbox
import TestSupport
import Testing

@Suite("The sandbox's GitLab is the GitLab that a test asks for")
struct GitLabSettingsTests {
  private static let shop = "/groups/shop/access_tokens"
  private static let puller = Identifiers.token("shop-dev")

  @Test("Above the maximum nothing is said of the number of rows, and the next page is", arguments: [5, 10_000])
  func totals(_ maximum: Int) async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.gitlab.configure { $0.maximumCount = maximum }
      let reply = try await sandbox.gitlab.get("/groups?per_page=2")
      let isKnown = maximum > 21
      #expect((reply["X-Total"] != nil) == isKnown)
      #expect((reply["X-Total-Pages"] != nil) == isKnown)
      #expect((reply.link("last") != nil) == isKnown)
      #expect(reply["X-Next-Page"] == "2")
      #expect(reply.link("next") != nil)
    }
  }

  @Test("Links are built from the configured address")
  func externalURL() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let own = try await sandbox.gitlab.get("/groups?per_page=2").link("next")
      #expect(own?.hasPrefix("\(sandbox.server.url)/gitlab/api/v4/groups?") == true)
      await sandbox.server.gitlab.configure { $0.externalURL = "https://gitlab.example.com" }
      let other = try await sandbox.gitlab.get("/groups?per_page=2").link("next")
      #expect(other == "https://gitlab.example.com/api/v4/groups?page=2&per_page=2")
    }
  }

  @Test("A token is dead from 00:00 UTC of its day, and then in no filtered list; expired comes before revoked")
  func expiry() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let gitlab = try sandbox.gitlab
      for (days, isAlive) in [(1, true), (0, false)] {
        await sandbox.server.gitlab.change { world in
          guard var token = world.token(holding: Self.puller) else { return }
          token.expiresAt = CalendarDay(of: SandboxUnderTest.epoch).adding(days: days)
          world.put(token)
        }
        let own = try await gitlab.get("/personal_access_tokens/self", as: .holder(of: Self.puller))
        #expect(own.status == (isAlive ? 200 : 401))
        for state in ["active", "inactive"] {
          let tokens = try await gitlab.get("\(Self.shop)?state=\(state)").decoded(as: [TokenEntity].self)
          #expect(tokens.contains { $0.name == "shop-dev-image-puller" } == (isAlive && state == "active"))
        }
      }
      await sandbox.server.gitlab.change { world in
        guard var token = world.token(holding: Self.puller) else { return }
        token.isRevoked = true
        world.put(token)
      }
      let dead = try await gitlab.get("/personal_access_tokens/self", as: .holder(of: Self.puller))
      #expect(dead.text.contains("Token is expired"))
    }
  }

  @Test("With a revoked token its bot and the whole chain go, or nothing but the token", arguments: [true, false])
  func bots(areDeleted: Bool) async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.gitlab.configure { $0.deletesBotsOnRevoke = areDeleted }
      let gitlab = try sandbox.gitlab
      let old = try #require(await sandbox.server.gitlab.world.token(holding: Self.puller))
      let new = try await gitlab.send(.post, "\(Self.shop)/\(old.id)/rotate").decoded(as: TokenEntity.self)
      #expect(try await gitlab.send(.delete, "\(Self.shop)/\(old.id)").status == 204)
      #expect(try await gitlab.send(.delete, "\(Self.shop)/\(old.id)").status == (areDeleted ? 404 : 204))
      let successor = try await gitlab.get("/personal_access_tokens/self", as: .holder(of: new.token ?? ""))
      #expect(successor.status == (areDeleted ? 401 : 200))
      let left = try await gitlab.get(Self.shop).decoded(as: [TokenEntity].self).filter { $0.userId == old.userID }
      #expect(left.count == (areDeleted ? 0 : 2))
    }
  }

  @Test("A marked group frees its path or keeps it", arguments: [true, false])
  func markedGroups(areRenamed: Bool) async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.gitlab.configure { $0.renamesMarkedGroups = areRenamed }
      let gitlab = try sandbox.gitlab
      let group = try await gitlab.get("/groups/catalog").decoded(as: GroupEntity.self)
      #expect(try await gitlab.send(.delete, "/groups/catalog").status == 202)
      let marked = try await gitlab.get("/groups/\(group.id)").decoded(as: GroupEntity.self)
      #expect(marked.fullPath == (areRenamed ? "catalog-deletion_scheduled-\(group.id)" : "catalog"))
      let again = try await gitlab.send(.post, "/groups", #"{"name": "catalog", "path": "catalog"}"#)
      #expect(again.status == (areRenamed ? 201 : 400))
    }
  }

  @Test("In admin mode an administrator is like anybody, but with a scope for it")
  func adminMode() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let gitlab = try sandbox.gitlab
      #expect(try await gitlab.get(Self.shop).status == 200)
      await sandbox.server.gitlab.configure { $0.adminMode = true }
      try await gitlab.get(Self.shop).refused(404, message: "404 Group Not Found")
      #expect(try await gitlab.get("/groups?owned=true").text == "[]")
    }
  }

  @Test("An administrator sees all groups, and owns none without being a member")
  func administrator() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let gitlab = try sandbox.gitlab
      #expect(try await gitlab.get("/groups")["X-Total"] == "21")
      #expect(try await gitlab.get("/groups?owned=true&all_available=true").text == "[]")
      #expect(try await gitlab.get("/groups", as: .stranger).text == "[]")
      let open = try await gitlab.get("/groups?all_available=true", as: .stranger)
      #expect(try open.decoded(as: [GroupEntity].self).count == 3)
      #expect(try await gitlab.get("/groups", as: .nobody).decoded(as: [GroupEntity].self).count == 1)
      let member = GitLabUnderTest.Caller.holder(of: GitLabAccount.maintainer.secret)
      #expect(try await gitlab.get("/groups", as: member).decoded(as: [GroupEntity].self).map(\.path) == ["shop"])
      try await gitlab.get(Self.shop, as: member).refused(401, message: "401 Unauthorized")
    }
  }

  @Test("Faults of a new group are printed as either Ruby prints them")
  func hashes() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let body = #"{"name": "Shop", "path": "SHOP"}"#
      let gitlab = try sandbox.gitlab
      try await gitlab.send(.post, "/groups", body)
        .refused(400, message: #"Failed to save group {:path=>["has already been taken"]}"#)
      await sandbox.server.gitlab.configure { $0.printsNewHashes = true }
      try await gitlab.send(.post, "/groups", body)
        .refused(400, message: #"Failed to save group {path: ["has already been taken"]}"#)
    }
  }

  @Test("A use is written down every ten minutes, and the last one of a day on old versions")
  func lastUse() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let gitlab = try sandbox.gitlab
      let hourAgo = SandboxUnderTest.epoch.addingTimeInterval(-3600)
      for (interval, isRefreshed) in [(86_400, false), (600, true)] {
        await sandbox.server.gitlab.configure { $0.lastUsedInterval = interval }
        await sandbox.server.gitlab.change { world in
          guard var token = world.token(holding: Self.puller) else { return }
          token.lastUsedAt = hourAgo
          world.put(token)
        }
        _ = try await gitlab.get("/personal_access_tokens/self", as: .holder(of: Self.puller))
        let token = await sandbox.server.gitlab.world.token(holding: Self.puller)
        #expect(token?.lastUsedAt == (isRefreshed ? SandboxUnderTest.epoch : hourAgo))
      }
    }
  }

  @Test("Settings are changed from outside, and unknown ones are refused")
  func control() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let settings = #"{"deletesBotsOnRevoke": true, "requestsPerMinute": 7}"#
      #expect(try await sandbox.ask("/sandbox/gitlab", .post, settings).status == 200)
      #expect(await sandbox.server.gitlab.settings.deletesBotsOnRevoke)
      #expect(await sandbox.server.gitlab.settings.requestsPerMinute == 7)
      for text in [#"{"colour": "blue"}"#, #"{"adminMode": "yes"}"#, "[]"] {
        #expect(try await sandbox.ask("/sandbox/gitlab", .post, text).status == 400)
      }
    }
  }
}
