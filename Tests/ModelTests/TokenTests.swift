import Foundation
import Model
import Secrets
import Testing

@Suite("Tokens and groups")
struct TokenTests {
  @Test(
    "A token is for the NAME that its own group and an environment make",
    arguments: [
      ("shop-dev-image-puller", "shop", "shop-dev"),
      ("shop-prod-image-puller", "ops/teams/shop", "shop-prod"),
      ("a-b-qa-image-puller", "a-b", "a-b-qa"),
      ("shop-dev-qa-image-puller", "shop-dev", "shop-dev-qa"),
      ("shop-dev-image-puller", "web", nil),
      ("shop-dev-image-puller", "ops", nil),
      ("shop-dev-qa-image-puller", "shop", nil),
      ("shop-uat-image-puller", "shop", nil),
      ("Shop-dev-image-puller", "shop", nil),
      ("shop-dev-image-puller ", "shop", nil),
      ("-dev-image-puller", "", nil),
      ("shop-image-puller", "shop", nil),
    ] as [(String, String, String?)]
  )
  func names(name: String, group: String, project: String?) {
    #expect(Token.project(ofTokenNamed: name, in: group) == project)
  }

  @Test("Every environment's token is found again by its name", arguments: Project.Environment.allCases)
  func roundTrip(environment: Project.Environment) {
    let name = "a-b-\(environment.rawValue)"
    #expect(Token.name(of: name) == "\(name)-image-puller")
    #expect(Token.project(ofTokenNamed: Token.name(of: name), in: "top/a-b") == name)
  }

  @Test("Dead is what is revoked, or whose last second is over; without a date it lives for ever")
  func life() {
    let end = Date(timeIntervalSince1970: 1_799_971_200)
    var token = LiveToken(id: 1, name: "t", scopes: [], level: 20, createdAt: nil, diesAt: end)
    #expect(token.isLive(at: end.addingTimeInterval(-1)))
    #expect(!token.isLive(at: end))
    #expect(token.isExpired(at: end))
    token.diesAt = nil
    #expect(token.isLive(at: .distantFuture))
    token.isRevoked = true
    #expect(!token.isLive(at: .distantPast))
    #expect(!token.isExpired(at: .distantFuture))
  }

  @Test(
    "A group was moved for deletion only where its own id stands behind its path",
    arguments: [
      ("shop-deletion_scheduled-7", true, "shop"),
      ("ops/shop-deletion_scheduled-7", true, "ops/shop"),
      ("shop-deletion_scheduled-77", false, "shop-deletion_scheduled-77"),
      ("shop-deletion_scheduled-", false, "shop-deletion_scheduled-"),
      ("shop", false, "shop"),
    ]
  )
  func moved(path: String, isMoved: Bool, former: String) {
    let group = LiveGroup(id: 7, fullPath: path)
    #expect(group.isRenamedForDeletion == isMoved)
    #expect(group.formerPath == former)
  }

  @Test(
    "Visibility keeps GitLab's word",
    arguments: ["private", "internal", "public", "of_a_later_version", "Private"]
  )
  func visibility(word: String) {
    #expect(Group.Visibility(word).word == word)
    #expect((Group.Visibility(word) == .isPrivate) == (word == "private"))
  }

  @Test("What GitLab left unknown stands in the snapshot once, beside what the cluster left")
  func unreadable() {
    func reason(_ system: Unreadable.System, _ subject: String) -> Unreadable {
      Unreadable(system: system, subject: subject, reason: "503")
    }
    var gitlab = Snapshot.GitLab(
      groups: .unreadable(reason(.gitlab, "groups")),
      tokens: .unreadable(reason(.gitlab, "groups")),
      verdicts: [
        Secret("a"): .unreadable(reason(.gitlab, "a password")), Secret("b"): .dead, Secret("c"): .alive(id: 1),
      ],
      time: .distantPast
    )
    var snapshot = Snapshot(namespaces: .read([:]), pullSecrets: .unreadable(reason(.kubernetes, "secrets")))
    snapshot.gitlab = gitlab
    #expect(snapshot.unreadable.map(\.subject) == ["a password", "groups", "secrets"])
    gitlab.verdicts = [:]
    gitlab.groups = .read([:])
    gitlab.tokens = .read([:])
    gitlab.tokens.note(.unreadable(reason(.gitlab, "access tokens of group shop")), for: "shop")
    snapshot.gitlab = gitlab
    #expect(snapshot.unreadable.map(\.subject) == ["access tokens of group shop", "secrets"])
  }
}
