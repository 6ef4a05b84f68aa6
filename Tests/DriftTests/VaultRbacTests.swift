import Drift
import Model
import Testing

@Suite("The access of a Project's people to Vault")
struct VaultRbacTests {
  private static let group = "shop.crew@example.com"
  private static let rules = "secret/shop_dev/*: create, read, update, delete, list"

  private static func difference(_ fault: Fault, _ fields: [FieldDifference], of name: String = "shop-dev")
    -> Difference
  {
    Difference(.vaultRbac, fault, of: name, subject: "\(VaultRbac.stem(of: name))_access", fields: fields)
  }

  private static func lacking(_ path: String, _ desired: String) -> FieldDifference {
    FieldDifference(path, desired: .text(desired), observed: .absent)
  }

  @Test("A wished world has no finding")
  func wished() {
    #expect(World.withFlux().findings.isEmpty)
  }

  @Test("A lacking policy, grant, group or alias")
  func missing() {
    let policy = World.withFlux { $0.policies.removeAll { $0.name == "shop_dev_access" } }
    #expect(policy.differences == [Self.difference(.missing, [Self.lacking("policies[shop_dev_access]", Self.rules)])])
    let grant = World.withFlux { $0.revoke("shop_dev_access", from: Self.group) }
    #expect(
      grant.differences == [
        Self.difference(.missing, [Self.lacking("groups[\(Self.group)].policies", "shop_dev_access")])
      ]
    )
    let group = World.withFlux(["shop-dev"]) {
      $0.groups.removeAll { $0.name == Self.group }
      $0.aliases = []
    }
    #expect(
      group.differences == [
        Self.difference(
          .missing,
          [
            Self.lacking("groups[\(Self.group)]", "external, has shop_dev_access"),
            Self.lacking("group-aliases[\(Self.group)]", "oidc, for \(Self.group)"),
          ]
        )
      ]
    )
    #expect(group.findings.map(\.severity) == [.high])
  }

  @Test("What several Projects share is lacking to each of them")
  func shared() {
    let world = World.withFlux { $0.aliases.removeAll { $0.name == Self.group } }
    let alias = [Self.lacking("group-aliases[\(Self.group)]", "oidc, for \(Self.group)")]
    #expect(
      world.differences == [
        Self.difference(.missing, alias), Self.difference(.missing, alias, of: "shop-qa"),
      ]
    )
  }

  @Test("Changed rules, type, mountpath and target are one finding")
  func changed() {
    let world = World.withFlux(["shop-dev"]) {
      $0.add(policy: "shop_dev_access", "path \"secret/*\" {capabilities = [\"read\"]}")
      $0.add(group: Self.group, type: "internal", ["shop_dev_access"])
      $0.add(alias: Self.group, mountpath: "ldap", group: "ops@example.com")
    }
    #expect(
      world.differences == [
        Self.difference(
          .changed,
          [
            FieldDifference(
              "policies[shop_dev_access].rules",
              desired: .text(Self.rules),
              observed: .text("path \"secret/*\" {capabilities = [\"read\"]}")
            ),
            FieldDifference("groups[\(Self.group)].type", desired: .text("external"), observed: .text("internal")),
            FieldDifference(
              "group-aliases[\(Self.group)].mountpath",
              desired: .text("oidc"),
              observed: .text("ldap")
            ),
            FieldDifference(
              "group-aliases[\(Self.group)].group",
              desired: .text(Self.group),
              observed: .text("ops@example.com")
            ),
          ]
        )
      ]
    )
    #expect(world.findings.map(\.severity) == [.high])
  }

  @Test("The policy in the list of another group is beyond, and high")
  func beyond() {
    let world = World.withFlux { $0.grant("shop_dev_access", to: "ops@example.com") }
    #expect(
      world.differences == [
        Self.difference(
          .extra,
          [FieldDifference("groups[ops@example.com].policies", desired: .absent, observed: .text("shop_dev_access"))]
        )
      ]
    )
    #expect(world.findings.map(\.severity) == [.high])
    #expect(world.findings.map(\.action?.removal) == [true])
  }

  @Test("After a change of the googleGroup the old one has too much, and the new one nothing yet")
  func otherGroup() {
    var world = World.withFlux(["shop-dev"])
    world.resources[0].googleGroup = .text("new.crew@example.com")
    let found = world.findings.filter { $0.kind == .vaultRbac }
    #expect(found.map(\.fault) == [.extra, .missing])
    #expect(found.map(\.fields.count) == [1, 2])
  }

  @Test("No two Projects share a policy: one with an underscore cannot be served")
  func collision() {
    var world = World.withFlux(["a-b-dev"])
    var other = World.resource("a_b-dev", uid: "other")
    other.projectID = .text("a_b")
    world.resources.append(other)
    #expect(world.findings.map(\.fault) == [.invalid])
    world.resources.removeFirst()
    world.namespaces = [:]
    world.pullSecrets = [:]
    #expect(world.findings.allSatisfy { $0.kind != .vaultRbac })
  }

  @Test("A configuration that could not be read is no drift, and hides nothing of Argo CD")
  func unreadable() {
    let reason = Unreadable(system: .flux, subject: "rbac_values.yaml", reason: "line 3: no")
    let world = World.withFlux {
      $0.vaultFailure = reason
      $0.policy = []
      $0.policies = []
    }
    #expect(Set(world.findings.map(\.kind)) == [.argoRbac])
    #expect(world.snapshot.unreadable == [reason])
  }
}
