import Drift
import Model
import Testing

@Suite("The role of a Project in Argo CD")
struct ArgoRbacTests {
  private static let lines = [
    "p, role:shop-dev, applications, get, shop-dev/*, allow", "p, role:shop-dev, applications, sync, shop-dev/*, allow",
    "p, role:shop-dev, applications, update, shop-dev/*, allow", "p, role:shop-dev, logs, get, shop-dev/*, allow",
    "p, role:shop-dev, exec, create, shop-dev/*, allow", "g, shop.crew@example.com, role:shop-dev",
  ]

  private static func lacking(_ lines: [String]) -> Difference {
    Difference(
      .argoRbac,
      .missing,
      of: "shop-dev",
      subject: "role:shop-dev",
      fields: lines.map { FieldDifference("policy", desired: .text($0), observed: .absent) }
    )
  }

  private static func beyond(_ lines: [(line: Int, text: String)]) -> Difference {
    Difference(
      .argoRbac,
      .extra,
      of: "shop-dev",
      subject: "role:shop-dev",
      fields: lines.map { FieldDifference("line \($0.line)", desired: .absent, observed: .text($0.text)) }
    )
  }

  @Test("A wished world has no finding, in whatever order and with whatever blanks")
  func wished() {
    #expect(World.withFlux().findings.isEmpty)
    let world = World.withFlux { flux in
      flux.policy =
        flux.policy.reversed().map { "  \($0.replacing(", ", with: ",  "))  \r" } + ["# ours", "", Self.lines[0]]
    }
    #expect(world.findings.isEmpty)
  }

  @Test("Each line that is lacking", arguments: lines)
  func lacking(line: String) {
    let world = World.withFlux { $0.policy.removeAll { $0 == line } }
    #expect(world.differences == [Self.lacking([line])])
    #expect(world.findings.map(\.action) == [ProposedAction("add the line")])
  }

  @Test("A role that is not there is one finding with all its lines")
  func missing() {
    let world = World.withFlux { $0.policy.removeAll { $0.contains("role:shop-dev") } }
    #expect(world.differences == [Self.lacking(Self.lines)])
    #expect(world.findings.map(\.severity) == [.high])
  }

  @Test(
    "More than is wished is high, and its removal needs leave",
    arguments: [
      "p, role:shop-dev, applications, delete, shop-dev/*, allow", "p, role:shop-dev, applications, get, */*, allow",
      "g, mallory@example.com, role:shop-dev", "g, role:shop-dev, role:admin", "g, role:crew-dev, role:shop-dev",
    ]
  )
  func beyond(line: String) {
    let world = World.withFlux { $0.policy.insert(line, at: 0) }
    #expect(world.differences == [Self.beyond([(11, line)])])
    #expect(world.findings.map(\.severity) == [.high])
    #expect(world.findings.map(\.action) == [ProposedAction("remove the line", removal: true)])
  }

  @Test("A changed line is one lacking and one beyond")
  func changed() {
    let line = "p, role:shop-dev, exec, create, */*, allow"
    let world = World.withFlux { flux in
      flux.policy = flux.policy.map { $0 == Self.lines[4] ? line : $0 }
    }
    let number = 11 + (world.flux?.policy.firstIndex(of: line) ?? 0)
    #expect(world.differences == [Self.lacking([Self.lines[4]]), Self.beyond([(number, line)])])
  }

  @Test("After a change of the googleGroup the old one has too much, and the new one nothing yet")
  func otherGroup() {
    var world = World.withFlux(["shop-dev"])
    world.resources[0].googleGroup = .text("new.crew@example.com")
    let found = world.differences.filter { $0.kind == .argoRbac }
    #expect(found == [Self.lacking(["g, new.crew@example.com, role:shop-dev"]), Self.beyond([(18, Self.lines[5])])])
  }

  @Test("A Project without googleGroup gets its permissions and no grant")
  func noGroup() {
    var world = World.withFlux(["shop-dev"])
    world.resources[0].googleGroup = .absent
    #expect(world.differences.filter { $0.kind == .argoRbac } == [Self.beyond([(18, Self.lines[5])])])
  }

  @Test("A line that denies is told, and never removed")
  func denial() {
    let line = "p, role:shop-dev, exec, create, shop-dev/*, deny"
    let alone = World.withFlux { $0.policy.insert(line, at: 0) }
    #expect(alone.differences == [Self.beyond([(11, line)])])
    #expect(alone.findings.map(\.action) == [nil])
    let grant = "g, mallory@example.com, role:shop-dev"
    let both = World.withFlux { $0.policy.insert(contentsOf: [line, grant], at: 0) }
    #expect(both.differences == [Self.beyond([(11, line), (12, grant)])])
    #expect(both.findings.map(\.action) == [ProposedAction("remove the line", removal: true)])
  }

  @Test("A policy that could not be read is no drift, and hides nothing of Vault")
  func unreadable() {
    let reason = Unreadable(system: .flux, subject: "rbac.yaml", reason: "line 3: no")
    let world = World.withFlux {
      $0.argoFailure = reason
      $0.policy = []
      $0.policies = []
    }
    #expect(Set(world.findings.map(\.kind)) == [.vaultRbac])
    #expect(world.snapshot.unreadable == [reason])
  }
}
