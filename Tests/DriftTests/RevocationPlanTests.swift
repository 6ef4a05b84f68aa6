import Drift
import Formats
import Foundation
import Model
import Secrets
import Testing

@Suite("A plan to revoke what rotations left behind")
struct RevocationPlanTests {
  private let name = "shop-dev"
  private var id: Int { Break.twinID(of: name) }

  /// A world in which another live token of shop-dev was made `age` seconds ago, by us where it says so.
  private func world(isOurs: Bool, age: Double = 7200, overlap: Double = 3600) -> World {
    var world = World([name])
    world.policy.tokens?.overlap = overlap
    Break.twin.apply(to: name, in: &world)
    world.gitlab.tokens["shop"]?[0].createdAt = World.now.addingTimeInterval(-age)
    if isOurs { world.gitlab.tokens["shop"]?[0].description = "driftcheck \(World.installation) elsewhere/shop-dev" }
    return world
  }

  /// A world in which that token is a predecessor that is due.
  private func predecessor(overlap: Double = 3600) -> World {
    var world = world(isOurs: false, overlap: overlap)
    world.pullSecrets[name]?.claim?.predecessors = [id]
    world.pullSecrets[name]?.claim?.rotatedAt = World.now.addingTimeInterval(-7200)
    return world
  }

  private func revoked(_ plan: Plan) -> [Int] {
    plan.actions.compactMap { planned in
      if case .revoke(let revocation) = planned.action { revocation.token.id } else { nil }
    }
  }

  @Test("A predecessor that is due is revoked without leave to remove, and so is one of ours that nothing holds")
  func due() {
    for world in [predecessor(), world(isOurs: true)] {
      let plan = world.plan()
      #expect(revoked(plan) == [id])
      #expect(plan.actions.map(\.settles) == [world.findings.map(\.id)])
      #expect(plan.actions.allSatisfy { !$0.isRemoval && $0.action.phase == .revocations })
    }
  }

  @Test("One of ours may still be on its way into the secret as long as the overlap lasts")
  func young() {
    let young = world(isOurs: true, age: 3599)
    #expect(young.findings.isEmpty && revoked(young.plan()).isEmpty)
    #expect(young.comparison().removals.map(\.dueAt) == [World.now.addingTimeInterval(1)])
  }

  @Test("What another cluster or somebody else made, and what is in use, is left alone")
  func leftAlone() {
    var foreign = world(isOurs: false)
    #expect(revoked(foreign.plan()).isEmpty)
    foreign.gitlab.tokens["shop"]?[0].description = "driftcheck uid-of-another projects/shop-dev"
    #expect(revoked(foreign.plan()).isEmpty)
    #expect(foreign.findings.map(\.action) == [ProposedAction("revoke the token", removal: true)])
    var used = world(isOurs: true)
    used.gitlab.tokens["shop"]?[0].lastUsedAt = World.now.addingTimeInterval(-60)
    #expect(used.findings.map(\.severity) == [.high] && used.findings.map(\.action) == [nil])
    #expect(revoked(used.plan()).isEmpty)
  }

  @Test("A predecessor of a token that is replaced now gets the overlap anew; without overlap both go after the swap")
  func rotatedAgain() throws {
    var world = predecessor()
    Break.expiring.apply(to: name, in: &world)
    world.gitlab.tokens["shop"]?[0].diesAt = WorldGitLab.today.addingTimeInterval(200 * WorldGitLab.day)
    let plan = world.plan()
    #expect(revoked(plan).isEmpty)
    #expect(Set(plan.actions.flatMap(\.settles)) == Set(world.findings.map(\.id)))
    world.policy.tokens?.overlap = 0
    let atOnce = world.plan()
    let held = WorldGitLab.token(of: name).id
    #expect(Set(revoked(atOnce)) == [id, held])
    let issue = try #require(atOnce.actions(in: .credentials).first)
    #expect(atOnce.actions(in: .revocations).allSatisfy { $0.prerequisites == [issue.target] })
  }

  /// A last look at `world`, in which GitLab says of the secret's password that it is the token `alive`.
  private func lastLook(at world: World, planned: World, alive: Int? = nil) throws -> Revocation.Verdict {
    let action = try #require(planned.plan().actions.first?.action)
    guard case .revoke(let revocation) = action else { return .dead }
    let secret = try #require(world.pullSecrets[name])
    let tokens = world.gitlab.tokens["shop"] ?? []
    let asked = revocation.passwords(in: secret, among: tokens, at: World.now)
    #expect(asked == [Secret(PullDocument.password(of: name))])
    let verdict = alive.map(PasswordVerdict.alive) ?? .dead
    return revocation.verdict(
      secret: secret,
      tokens: tokens,
      verdicts: Dictionary(uniqueKeysWithValues: asked.map { ($0, verdict) }),
      at: World.now
    )
  }

  @Test("Right before the revocation all is judged again")
  func lastLook() throws {
    let held = WorldGitLab.token(of: name).id
    let due = predecessor()
    #expect(try lastLook(at: due, planned: due, alive: held) == .due)
    #expect(try lastLook(at: due, planned: due).isRefusal)
    #expect(try lastLook(at: due, planned: due, alive: id).isRefusal)
    var used = due
    used.gitlab.tokens["shop"]?[0].lastUsedAt = World.now
    #expect(try lastLook(at: used, planned: due, alive: held).isRefusal)
    var rotated = due
    rotated.pullSecrets[name]?.claim?.rotatedAt = World.now
    #expect(try lastLook(at: rotated, planned: due, alive: held).isRefusal)
    var disowned = due
    disowned.pullSecrets[name]?.claim?.predecessors = []
    #expect(try lastLook(at: disowned, planned: due, alive: held).isRefusal)
    var gone = due
    gone.gitlab.tokens["shop"]?[0].isRevoked = true
    #expect(try lastLook(at: gone, planned: due, alive: held) == .dead)
  }
}

extension Revocation.Verdict {
  fileprivate var isRefusal: Bool { if case .refused = self { true } else { false } }
}

@Suite("New credentials for Projects asked for by name")
struct RotationPlanTests {
  private func plan(_ world: World, _ names: Set<String>) -> Plan {
    Plan(rotating: names, of: world.estates, in: world.snapshot, under: world.policy)
  }

  private func obstacle(_ world: World, _ name: String = "shop-dev") -> String? {
    Plan.obstacle(toRotating: name, of: world.estates, in: world.snapshot, under: world.policy)
  }

  @Test("Each gets a token in the place of the one that it holds, others get none", arguments: World.Maker.allCases)
  func named(maker: World.Maker) {
    var world = World(madeBy: maker)
    Break.expiring.apply(to: "web-qa", in: &world)
    world.policy.tokens?.maxPerRun = 0
    let actions = plan(world, ["shop-dev", "crew-prod", "nobody-dev"]).actions
    #expect(actions.compactMap(\.issue?.project.name) == ["crew-prod", "shop-dev"])
    #expect(actions.allSatisfy { $0.postponement == nil && $0.action.proposal.summary.hasPrefix("rotate: ") })
    #expect(actions.first?.issue?.predecessors == [WorldGitLab.token(of: "crew-prod").id])
    #expect(obstacle(world) == nil && obstacle(world, "nobody-dev") == "no Project of that name is served")
  }

  @Test("Without overlap the predecessor goes in the same run")
  func noOverlap() throws {
    var world = World(["shop-dev"])
    world.policy.tokens?.overlap = 0
    let actions = plan(world, ["shop-dev"]).actions
    #expect(actions.map(\.action.phase) == [.credentials, .revocations])
    #expect(actions.last?.prerequisites == [try #require(actions.first).target])
  }

  @Test("A missing secret is made, a dead password replaced")
  func broken() {
    for one in [Break.secretGone, .passwordOfNoToken, .tokenGone, .opaqueType] {
      var world = World(["shop-dev"])
      one.apply(to: "shop-dev", in: &world)
      #expect(plan(world, ["shop-dev"]).actions.count == 1)
    }
  }

  @Test("What keeps a Project from it is said")
  func obstacles() {
    var world = World(["shop-dev"])
    world.policy.protectedNamespaces = ["shop-dev"]
    #expect(obstacle(world)?.contains("protected") == true)
    for (one, words) in [(Break.groupGone, "the tokens of the group shop"), (.namespaceGone, "the namespace shop-dev")]
    {
      var world = World(["shop-dev"])
      one.apply(to: "shop-dev", in: &world)
      #expect(obstacle(world)?.contains(words) == true)
      #expect(plan(world, ["shop-dev"]).actions.isEmpty)
    }
    var nowhere = World(["shop-dev"])
    nowhere.policy.tokens = nil
    #expect(obstacle(nowhere) == "no GitLab is configured")
  }
}
