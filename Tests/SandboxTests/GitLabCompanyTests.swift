import Foundation
import Sandbox
import Testing

@Suite("The example company's GitLab")
struct GitLabCompanyTests {
  private static let now = SandboxUnderTest.epoch
  private static let wished = Company.example.world(at: now)
  private static let annotation = "driftcheck.kyotu.tech/"

  @Test("Every Project has a private group and one live token, whose secret its pull secret holds")
  func tokens() throws {
    let gitlab = Self.wished.gitlab
    for project in Company.example.projects {
      let group = try #require(gitlab.group(at: project.projectId))
      #expect(group.fullPath == project.projectId && group.visibility == .members && group.parentID == nil)
      #expect(group.markedForDeletionOn == nil)
      let live = gitlab.tokens(of: group.id).filter { $0.name == project.tokenName && $0.isLive(at: Self.now) }
      let token = try #require(live.first)
      #expect(live.count == 1)
      #expect(token.scopes == ["read_registry"] && token.level == 20)
      #expect(token.secret == Identifiers.token(project.name))
      let age = Self.now.timeIntervalSince(token.createdAt) / 86_400
      let left = try #require(token.expiresAt).start.timeIntervalSince(Self.now) / 86_400
      #expect((0...200).contains(age) && (60...365).contains(left))
    }
  }

  @Test("A pull secret that driftcheck made says which token it holds; the operator's says nothing")
  func claims() throws {
    for project in Company.example.projects {
      let name = ObjectName(namespace: project.name, name: "gitlab-registry-image-pull-secret")
      let annotations = Self.wished[.secrets, name]?[["metadata", "annotations"]]?.strings ?? [:]
      let token = try #require(Self.wished.gitlab.token(holding: Identifiers.token(project.name)))
      guard project.maker == .driftcheck else {
        #expect(annotations.isEmpty)
        continue
      }
      #expect(annotations[Self.annotation + "token-id"] == String(token.id))
      #expect(annotations[Self.annotation + "token-expires-at"] == token.expiresAt?.text)
      #expect(annotations[Self.annotation + "token-sha256"]?.count == 64)
      #expect(annotations[Self.annotation + "rotated-at"] == Timestamp.kubernetes(token.createdAt))
    }
  }

  @Test("A digest is SHA-256 in lower-case hexadecimal digits")
  func digest() {
    let claim = TokenNote(id: 1, secret: "abc", expiresAt: CalendarDay(of: Self.now), rotatedAt: Self.now)
    // The example of FIPS 180-2, appendix B.1.
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(claim.annotations[Self.annotation + "token-sha256"] == digest)
  }

  @Test("There are groups and tokens that only look like those of a Project")
  func decoys() {
    let gitlab = Self.wished.gitlab
    let wanted = Set(Company.example.projects.map(\.projectId))
    let others = gitlab.groups.values.filter { !wanted.contains($0.fullPath) }
    #expect(others.contains { wanted.contains($0.path) && $0.parentID != nil })
    #expect(others.contains { group in wanted.contains { group.path.hasPrefix($0) && group.path != $0 } })
    #expect(others.contains { group in wanted.contains { group.path.hasSuffix($0) && group.path != $0 } })
    #expect(others.contains { wanted.contains($0.name) && $0.parentID == nil })
    #expect(others.contains { wanted.contains($0.name.lowercased()) && $0.name == $0.name.uppercased() })
    let names = Set(Company.example.projects.map(\.tokenName))
    #expect(
      gitlab.tokens.values.contains { token in
        names.contains(token.name) && others.contains { $0.id == token.groupID }
      }
    )
  }

  @Test("Our own token is an administrator's, and good for 200 days")
  func ownToken() throws {
    let token = try #require(Self.wished.gitlab.token(holding: GitLabAccount.driftcheck.secret))
    #expect(token.scopes == ["api"])
    #expect(token.expiresAt == CalendarDay(of: Self.now).adding(days: 200))
    #expect(Self.wished.gitlab.users[token.userID]?.isAdministrator == true)
  }

  @Test("No two tokens have one secret or one bot")
  func unique() {
    let tokens = Array(Self.wished.gitlab.tokens.values)
    #expect(Set(tokens.map(\.secret)).count == tokens.count)
    let bots = tokens.filter { $0.groupID != nil }.map(\.userID)
    #expect(Set(bots).count == bots.count)
    #expect(bots.allSatisfy { Self.wished.gitlab.users[$0]?.isBot == true })
  }

  @Test("A drift in GitLab changes GitLab or a pull secret, and the cluster's own changes nothing in GitLab")
  func places() {
    for drift in PlantedDrift.allCases {
      var broken = Self.wished
      drift.plant(in: &broken, at: Self.now)
      let changesGitLab =
        broken.gitlab.tokens != Self.wished.gitlab.tokens || broken.gitlab.groups != Self.wished.gitlab.groups
      let changesSecrets = broken.all(.secrets) != Self.wished.all(.secrets)
      #expect(drift.system == .gitlab ? changesGitLab || changesSecrets : !changesGitLab)
    }
  }

  @Test("All drifts together leave each token and group as one of them alone does")
  func together() {
    var broken = Self.wished
    var alone: [GitLabWorld] = []
    for drift in PlantedDrift.allCases {
      drift.plant(in: &broken, at: Self.now)
      var single = Self.wished
      drift.plant(in: &single, at: Self.now)
      alone.append(single.gitlab)
    }
    for (id, token) in broken.gitlab.tokens where Self.wished.gitlab.tokens[id] != token {
      #expect(alone.filter { $0.tokens[id] == token }.count == 1)
    }
    for (id, group) in broken.gitlab.groups where Self.wished.gitlab.groups[id] != group {
      #expect(alone.filter { $0.groups[id] == group }.count == 1)
    }
  }

  @Test("A generated company has a group for each product and a token for each Project", arguments: [1, 7, 1000])
  func generated(count: Int) {
    let gitlab = Company.generated(count).world(at: Self.now).gitlab
    let products = gitlab.groups.values.filter { $0.fullPath.hasPrefix("product-") }
    #expect(products.count == (count + 4) / 5)
    #expect(products.reduce(0) { $0 + gitlab.tokens(of: $1.id).count } == count)
  }
}
