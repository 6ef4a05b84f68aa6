import Drift
import Model
import Testing

@Suite("What GitLab did not show is never called missing")
struct UnreadableGitLabTests {
  private let down = Unreadable(system: .gitlab, subject: "groups", reason: "503 Service Unavailable")

  /// Breaks that the cluster alone shows.
  private static let inCluster = Break.allCases.filter { one in
    switch one.part {
    case .group, .token: false
    case .project, .namespace, .label, .secret, .document:
      one != .passwordOfNoToken && one != .passwordOfAnotherToken
    }
  }

  /// The differences that do not hang on which password is the right one.
  private func shape(_ one: Break) -> Set<Difference> {
    Break.differences([one], of: "shop-dev", madeBy: .driftcheck)
  }

  @Test("Where no GitLab is looked at, nothing of it is judged, and all else is", arguments: Break.allCases)
  func notLookedAt(one: Break) {
    for maker in World.Maker.allCases {
      var world = World(madeBy: maker)
      one.apply(to: "shop-dev", in: &world)
      world.policy.tokens = nil
      let expected = Self.inCluster.contains(one) ? orphanOrShape(one, maker) : []
      #expect(world.differences == expected, "\(maker)")
      #expect(world.asked.isEmpty)
      #expect(world.snapshot.unreadable.isEmpty)
    }
  }

  /// An orphan depends on who made it.
  private func orphanOrShape(_ one: Break, _ maker: World.Maker) -> Set<Difference> {
    one == .gone ? Break.differences([one], of: "shop-dev", madeBy: maker) : shape(one)
  }

  @Test("With the list of groups unread, no group, token or password is judged", arguments: Break.allCases)
  func noGroups(one: Break) {
    var world = World()
    one.apply(to: "shop-dev", in: &world)
    world.gitlab.groupsFailure = down
    #expect(world.differences == (Self.inCluster.contains(one) ? shape(one) : []))
    #expect(world.snapshot.unreadable == [down])
    #expect(world.asked.isEmpty)
  }

  @Test("One group or one token list unread leaves only itself unknown", arguments: Break.allCases)
  func single(one: Break) {
    var groupUnread = World(["shop-dev", "web-qa"])
    for name in ["shop-dev", "web-qa"] { one.apply(to: name, in: &groupUnread) }
    var tokensUnread = groupUnread
    groupUnread.gitlab.unreadableGroups["shop"] = down
    tokensUnread.gitlab.unreadableTokens["shop"] = down
    let ofOther = Break.differences([one], of: "web-qa", madeBy: .driftcheck)
    let ofCluster = Self.inCluster.contains(one) ? shape(one) : []
    #expect(groupUnread.differences == ofOther.union(ofCluster))
    let ofGroup = shape(one).filter { $0.kind == .group }
    #expect(tokensUnread.differences == ofOther.union(ofCluster).union(ofGroup))
    let isServed = one.part != .project || one == .rival
    if isServed { #expect(tokensUnread.snapshot.unreadable == [down]) }
  }

  @Test("The operator's world has the operator's own defect alone: its tokens can do more than pull")
  func operatorsDefect() {
    var world = World(madeBy: .projectOperator)
    for name in ["shop-dev", "crew-prod", "web-qa"] { Break.highLevel.apply(to: name, in: &world) }
    #expect(
      world.differences
        == Set(["shop-dev", "crew-prod", "web-qa"].map { .token(.extra, $0, fields: Break.highLevel.tokenFields) })
    )
  }

  @Test("Groups are read again where a pull secret holds what no list shows: the token may be younger than the list")
  func doubtfulGroups() {
    var world = World()
    Break.passwordOfAnotherToken.apply(to: "shop-dev", in: &world)
    Break.highLevel.apply(to: "web-qa", in: &world)
    Break.secretGone.apply(to: "crew-prod", in: &world)
    #expect(world.comparison().doubtfulGroups(of: world.estates) == ["shop"])
    #expect(world.comparison().doubtfulNamespaces == ["shop-dev", "crew-prod", "web-qa"])
  }
}
