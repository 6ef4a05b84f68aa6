import Drift
import Formats
import Foundation
import Model
import Secrets
import Testing

@Suite("A plan for tokens")
struct CredentialPlanTests {
  private let name = "shop-dev"
  private let held = WorldGitLab.token(of: "shop-dev").id

  private func broken(_ breaks: Break...) -> World {
    var world = World([name])
    for one in breaks { one.apply(to: name, in: &world) }
    return world
  }

  @Test(
    "A token is made where none that works is held, and it settles all that follows from that",
    arguments: [
      ([Break.tokenGone], "create a token and write it into the pull secret"),
      ([.tokenRevoked], "create a token and write it into the pull secret"),
      ([.tokenExpired, .authGone], "create a token and write it into the pull secret"),
      ([.tokenGone, .secretGone], "create a token and write it into the pull secret"),
      ([.passwordOfNoToken], "create a token and write it into the pull secret"),
      ([.passwordOfAnotherToken], "create a token and write it into the pull secret"),
      ([.notJSON], "create a token and write it into the pull secret"),
      ([.secretGone], "create the pull secret"),
      (
        [.tokenGone, .opaqueType],
        "create a token, then delete the pull secret and create it with the token (its type cannot be changed)"
      ),
    ]
  )
  func dead(breaks: [Break], words: String) throws {
    var world = World([name])
    for one in breaks { one.apply(to: name, in: &world) }
    let plan = world.plan()
    let planned = try #require(plan.actions.first)
    #expect(plan.actions.count == 1 && planned.postponement == nil && !planned.isRemoval)
    #expect(planned.action.proposal == ProposedAction(words))
    #expect(Set(planned.settles) == Set(world.findings.map(\.id)))
    let issue = try #require(planned.issue)
    #expect(issue.description == "driftcheck uid-kube-system projects/shop-dev")
    #expect(issue.judged == world.pullSecrets[name])
    #expect(issue.groupID == world.gitlab.groups["shop"]?.id)
  }

  @Test(
    "A token that works is replaced where it is not as wished, and listed as predecessor",
    arguments: [
      Break.expiring, .expiringLowLevel, .lowLevel, .highLevel, .scopeLacking, .scopeBeyond, .scopeReplaced, .noExpiry,
      .lifeTooLong,
    ]
  )
  func rotation(one: Break) throws {
    for maker in World.Maker.allCases {
      var world = World([name], madeBy: maker)
      for one in [one, .authGone] { one.apply(to: name, in: &world) }
      let plan = world.plan()
      let issue = try #require(plan.actions.first?.issue)
      #expect(plan.actions.count == 1)
      #expect(issue.predecessors == [held])
      #expect(Set(plan.actions.flatMap(\.settles)) == Set(world.findings.map(\.id)))
    }
  }

  @Test("Predecessors that still live stay on the list, dead ones and those of others do not")
  func predecessors() throws {
    var world = broken(.expiring, .twin)
    world.pullSecrets[name]?.claim?.predecessors = [Break.twinID(of: name), 5]
    world.pullSecrets[name]?.claim?.rotatedAt = World.now
    #expect(try #require(world.plan().actions.first?.issue).predecessors == [held, Break.twinID(of: name)])
    // Somebody overwrote the password: what the annotations name was held before.
    var overwritten = broken(.passwordOfNoToken)
    #expect(try #require(overwritten.plan().actions.first?.issue).predecessors == [held])
    overwritten.pullSecrets[name]?.claim = nil
    #expect(try #require(overwritten.plan().actions.first?.issue).predecessors == [])
  }

  @Test("What is made from nothing is made in one run, each thing after what it needs")
  func fromNothing() throws {
    var world = World(["shop-dev", "shop-qa"])
    for name in ["shop-dev", "shop-qa"] { Break.namespaceGone.apply(to: name, in: &world) }
    Break.groupGone.apply(to: name, in: &world)
    let plan = world.plan()
    #expect(plan.actions.map(\.action.phase) == [.namespaces, .namespaces, .groups, .credentials, .credentials])
    for planned in plan.actions(in: .credentials) {
      let issue = try #require(planned.issue)
      #expect(issue.judged == nil && issue.groupID == nil)
      #expect(
        planned.prerequisites == [
          Action.Target(.namespace, issue.project.name), Action.Target(.group, "shop"),
        ]
      )
    }
  }

  @Test("A group that went took the tokens with it: what the secret holds stays beside the new one")
  func lostGroup() throws {
    let world = broken(.groupGone)
    let planned = try #require(world.plan().actions(in: .credentials).first)
    #expect(planned.issue?.judged == world.pullSecrets[name])
    #expect(planned.prerequisites == [Action.Target(.group, "shop")])
    let rule = IgnoreRule(kind: .pullSecret, expiresAt: nil, reason: "OPS-12")
    #expect(world.plan(ignoring: [rule]).actions.map(\.target.kind) == [.group])
  }

  @Test("Nothing is made where group, tokens, namespace, secret or kube-system were not read")
  func guards() {
    let reason = Unreadable(system: .kubernetes, subject: "it", reason: "502")
    func unread(_ breaks: [Break], _ edit: (inout World) -> Void) -> [Kind] {
      var world = World([name])
      for one in breaks { one.apply(to: name, in: &world) }
      edit(&world)
      return world.plan().actions(in: .credentials).map(\.target.kind)
    }
    for breaks in [[Break.tokenGone], [.passwordOfNoToken], [.expiring], [.secretGone]] {
      #expect(unread(breaks) { $0.gitlab.unreadableTokens["shop"] = reason }.isEmpty)
      #expect(unread(breaks) { $0.gitlab.unreadableGroups["shop"] = reason }.isEmpty)
      #expect(unread(breaks) { $0.namespacesFailure = reason }.isEmpty)
      #expect(unread(breaks) { $0.pullSecretsFailure = reason }.isEmpty)
      #expect(unread(breaks) { $0.unreadableNamespaces[name] = reason }.isEmpty)
      #expect(unread(breaks) { $0.unreadablePullSecrets[name] = reason }.isEmpty)
      #expect(unread(breaks) { $0.unreadableNamespaces["kube-system"] = reason }.isEmpty)
      #expect(unread(breaks) { _ in } == [.token])
    }
    #expect(unread([.namespaceGone]) { $0.unreadablePullSecrets[name] = reason }.isEmpty)
  }

  @Test("A secret that cannot be changed is put anew around the password that it holds")
  func replacement() throws {
    let opaque = try #require(broken(.opaqueType).plan().actions.first)
    #expect(
      opaque.action.proposal
        == ProposedAction("delete and create the pull secret (its type cannot be changed)")
    )
    var world = broken(.authGone)
    world.pullSecrets[name]?.isImmutable = true
    let immutable = try #require(world.plan().actions.first)
    #expect(immutable.action.proposal == ProposedAction("delete and create the pull secret (it is immutable)"))
    guard case .correctPullSecret(let correction) = immutable.action else { throw Unexpected() }
    #expect(correction.judged.mustBeReplaced && correction.document != nil)
    // One that is as wished is left alone, and one that is rotated takes the longer way.
    var fine = broken()
    fine.pullSecrets[name]?.isImmutable = true
    #expect(fine.findings.isEmpty)
    Break.expiring.apply(to: name, in: &fine)
    #expect(fine.plan().actions.first?.action.proposal.summary.hasSuffix("(it is immutable)") == true)
  }

  @Test("So many tokens that work are replaced in a run, those that end soonest first; what is dead gets one always")
  func limit() {
    let names = ["a-dev", "b-dev", "c-dev", "d-dev", "e-dev"]
    var world = World(names)
    world.policy.tokens?.maxPerRun = 2
    for (days, name) in [("a-dev", 9.0), ("b-dev", 5), ("c-dev", 7)].map({ ($1, $0) }) {
      world.gitlab.change(name) { $0.diesAt = WorldGitLab.today.addingTimeInterval(days * WorldGitLab.day) }
    }
    Break.authGone.apply(to: "a-dev", in: &world)
    Break.tokenGone.apply(to: "d-dev", in: &world)
    Break.secretGone.apply(to: "e-dev", in: &world)
    let actions = world.plan().actions
    let issued = actions.filter { $0.issue != nil && $0.postponement == nil }.compactMap(\.issue?.project.name)
    #expect(issued == ["b-dev", "c-dev", "d-dev", "e-dev"])
    #expect(actions.filter { $0.postponement != nil }.compactMap(\.issue?.project.name) == ["a-dev"])
    // What can be mended without a new token is.
    #expect(actions.filter { $0.target.kind == .pullSecret }.map(\.target.subject.count).count == 1)
  }

  @Test("The token goes where the registry's entry is, and wherever its predecessor stood for that registry")
  func document() throws {
    var world = broken(.expiring)
    let whole = PullDocument(of: name)
    let twice = PullDocument(of: name, registry: "https://\(World.registry)/v1/")
    let other = PullDocument(of: "crew-prod", registry: "docker.io")
    world.pullSecrets[name]?.document = .text(PullDocument.text([whole.entry, twice.entry, other.entry]))
    let issue = try #require(world.plan().actions.first?.issue)
    let document = try #require(issue.document(holding: Secret("new")))
    let auths = try DockerConfig(parsing: document).auths
    #expect(auths[World.registry]?.credentials?.password == Secret("new"))
    #expect(auths["https://\(World.registry)/v1/"]?.password == Secret("new"))
    #expect(auths["docker.io"]?.password == Secret(PullDocument.password(of: "crew-prod")))
  }

  @Test(
    "Where a kubelet can read nothing, what can be read of it stays",
    arguments: [
      (#"{"auths": {"docker.io": {"auth": "YTpi"}, "x": {"auth": 7}}, "credHelpers": {"a": "b"}}"#, 2, true),
      (#"{"auths": "see the wiki", "credHelpers": {"a": "b"}}"#, 1, true), ("no JSON", 1, false), ("[]", 1, false),
    ]
  )
  func unreadable(text: String, entries: Int, keepsRoot: Bool) throws {
    var world = broken(.notJSON)
    world.pullSecrets[name]?.document = .text(Secret(text))
    let issue = try #require(world.plan().actions.first?.issue)
    let document = try #require(issue.document(holding: Secret("new")))
    #expect(try DockerConfig(parsing: document).auths.count == entries)
    #expect(document.reveal().contains("credHelpers") == keepsRoot)
  }

  private struct Unexpected: Error {}
}

extension PlannedAction {
  /// The token that it makes.
  var issue: TokenIssue? {
    if case .issueToken(let issue) = action { issue } else { nil }
  }
}
