import Drift
import Foundation
import Model
import Testing

@Suite("A plan")
struct PlanTests {
  private let name = "shop-dev"

  private func broken(_ breaks: [Break], madeBy maker: World.Maker = .driftcheck) -> World {
    var world = World(madeBy: maker)
    for one in breaks { one.apply(to: name, in: &world) }
    return world
  }

  @Test("A wished world needs none, whoever made it", arguments: World.Maker.allCases)
  func wished(maker: World.Maker) {
    #expect(World(madeBy: maker).plan().actions.isEmpty)
  }

  @Test("A missing namespace is created for the Project that asks for it")
  func missingNamespace() throws {
    let world = broken([.namespaceGone])
    let planned = try #require(world.plan().actions(in: .namespaces).first)
    #expect(world.plan().actions(in: .namespaces).count == 1)
    #expect(
      planned.action
        == .createNamespace(
          Namespace(name: name, labels: ["team": "platform"]),
          for: ObjectReference(namespace: "projects", name: name)
        )
    )
    #expect(planned.settles == world.findings.map(\.id) && !planned.isRemoval)
  }

  @Test("Labels are set on the namespace that was seen", arguments: [Break.labelGone, .labelChanged])
  func labels(one: Break) throws {
    let world = broken([one])
    let seen = try #require(world.namespaces[name])
    #expect(
      world.plan().actions.map(\.action) == [
        .setLabels(Namespace(name: name, labels: ["team": "platform"]), on: seen)
      ]
    )
  }

  @Test("A group that two environments share is created once")
  func sharedGroup() {
    var world = World(["shop-dev", "shop-qa"])
    Break.groupGone.apply(to: name, in: &world)
    let planned = world.plan().actions(in: .groups)
    #expect(planned.map(\.action) == [.createGroup(Group(fullPath: "shop"))])
    #expect(planned.first?.settles.count == 1)
  }

  @Test("A group that others may see is made private again")
  func openGroup() throws {
    let world = broken([.groupPublic])
    let seen = try #require(world.gitlab.groups["shop"])
    #expect(world.plan().actions.map(\.action) == [.setVisibility(Group(fullPath: "shop"), of: seen)])
  }

  @Test(
    "Nothing is done where nothing may be",
    arguments: [
      // The Project is not served.
      [Break.invalid, .namespaceGone, .groupGone], [.leaving, .labelGone, .groupGone],
      [.settling, .secretGone, .authGone], [.gone, .labelGone],
      // Somebody asked for its deletion.
      [.terminating], [.terminating, .labelGone], [.groupRenamed], [.groupMarked], [.groupMarkedAndPublic],
      [.terminating, .tokenGone], [.groupRenamed, .secretGone],
      // It takes leave to remove.
      [.twin],
    ]
  )
  func nothing(breaks: [Break]) {
    #expect(broken(breaks).plan().actions.isEmpty)
  }

  @Test("It does what the findings announce, and each thing once", arguments: Break.allCases)
  func announced(one: Break) {
    for maker in World.Maker.allCases {
      let world = broken([one], madeBy: maker)
      let announced = Dictionary(uniqueKeysWithValues: world.findings.map { ($0.id, $0.action) })
      let plan = world.plan()
      for planned in plan.actions {
        #expect(!planned.settles.isEmpty)
        for id in planned.settles {
          // What a missing namespace or group took with it is announced by that.
          let cause = plan.actions.first { $0.settles.contains(id) && planned.prerequisites.contains($0.target) }
          let action = (cause ?? planned).action
          #expect(announced[id].flatMap(\.self).map(action.settles) == true)
        }
      }
      #expect(Set(plan.actions.map(\.target)).count == plan.actions.count)
      let settled = Set(plan.actions.flatMap(\.settles))
      let repairs: [Kind] = [.namespace, .group, .token, .pullSecret]
      for finding in world.findings where finding.action?.removal == false && repairs.contains(finding.kind) {
        #expect(settled.contains(finding.id), "\(finding)")
      }
    }
  }

  @Test("Phases are in order: what others need comes first")
  func order() {
    let plan = broken([.labelGone, .groupPublic, .authGone]).plan()
    #expect(plan.actions.map(\.action.phase) == [.namespaces, .groups, .credentials])
    #expect(plan.actions(in: .groups).map(\.target) == [Action.Target(.group, "shop")])
  }

  @Test("What is unknown is left alone, the rest is not")
  func unknown() {
    let reason = Unreadable(system: .kubernetes, subject: "namespaces", reason: "502")
    var world = broken([.namespaceGone, .groupPublic])
    world.namespacesFailure = reason
    #expect(world.plan().actions.map(\.target.kind) == [.group])
    world = broken([.labelGone, .groupPublic, .authGone])
    world.gitlab.groupsFailure = reason
    #expect(world.plan().actions.map(\.target.kind) == [.namespace])
    world = broken([.labelGone, .authGone])
    world.gitlab.unreadableTokens["shop"] = reason
    #expect(world.plan().actions.map(\.target.kind) == [.namespace])
  }

  @Test("What somebody wants not to hear of is left alone until that day")
  func ignored() {
    let world = broken([.labelGone, .authGone])
    let rule = IgnoreRule(kind: .namespace, expiresAt: World.now.addingTimeInterval(60), reason: "OPS-12")
    #expect(world.plan(ignoring: [rule]).actions.map(\.target.kind) == [.pullSecret])
    let over = IgnoreRule(kind: .namespace, expiresAt: World.now, reason: "OPS-12")
    #expect(world.plan(ignoring: [over]).actions.map(\.target.kind) == [.namespace, .pullSecret])
  }

  @Test("In a protected namespace nothing is announced and nothing done", arguments: [Break.namespaceGone, .authGone])
  func protected(one: Break) {
    var world = broken([one])
    world.policy.protectedNamespaces = [name]
    #expect(world.plan().actions.isEmpty)
    #expect(world.findings.map(\.action) == [nil])
    #expect(world.findings.first?.reason?.hasSuffix("its namespace is protected, so nothing is changed there") == true)
  }
}

extension World {
  func plan(ignoring rules: [IgnoreRule] = []) -> Plan {
    Plan(settling: findings, of: estates, in: snapshot, under: policy, ignoring: rules, at: World.now)
  }
}
