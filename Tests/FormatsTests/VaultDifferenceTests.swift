import Formats
import Model
import Testing

@Suite("What differs in Vault")
struct VaultDifferenceTests {
  private static let group = "shop.crew@example.com"
  private let desired = VaultRbac(
    policy: "shop_dev_access",
    path: "secret/shop_dev/*",
    capabilities: ["create", "read", "update", "delete", "list"],
    group: VaultRbac.Group(name: group)
  )
  private static let policies =
    "policies: [{name: shop_dev_access, rules: 'path \"secret/shop_dev/*\" "
    + "{ capabilities = [\"list\", \"read\", \"update\", \"delete\", \"create\"] }'}]"
  private static let groups = "groups: [{name: \(group), type: external, policies: [other, shop_dev_access]}]"
  private static let aliases = "group-aliases: [{name: \(group), mountpath: oidc/, group: \(group)}]"

  private func difference(_ parts: String...) throws -> VaultDifference {
    let config = try VaultConfig(parsing: "vault: {externalConfig: {\(parts.joined(separator: ", "))}}")
    return VaultDifference(desired: desired, observed: config)
  }

  @Test("The wished world differs in nothing")
  func wished() throws {
    #expect(try difference(Self.aliases, Self.policies, Self.groups).isEmpty)
  }

  @Test("Each part that is lacking is found alone")
  func lacking() throws {
    #expect(try difference(Self.groups, Self.aliases).lacking == [.policy])
    #expect(try difference(Self.policies, Self.aliases).lacking == [.group])
    #expect(try difference(Self.policies, Self.groups).lacking == [.alias])
    let without = "groups: [{name: \(Self.group), type: external, policies: [other]}]"
    #expect(try difference(Self.policies, without, Self.aliases).lacking == [.grant])
    #expect(try difference().lacking == [.policy, .group, .alias])
  }

  @Test("Each field that says something else is found, with what it says")
  func changed() throws {
    let rules = "policies: [{name: shop_dev_access, rules: 'path \"*\" { capabilities = [\"sudo\"] }'}]"
    #expect(
      try difference(rules, Self.groups, Self.aliases).changed == [.rules("path \"*\" { capabilities = [\"sudo\"] }")]
    )
    let type = "groups: [{name: \(Self.group), type: internal, policies: [shop_dev_access]}]"
    #expect(try difference(Self.policies, type, Self.aliases).changed == [.groupType("internal")])
    let mountpath = "group-aliases: [{name: \(Self.group), mountpath: github, group: \(Self.group)}]"
    #expect(try difference(Self.policies, Self.groups, mountpath).changed == [.mountpath("github")])
    let target = "group-aliases: [{name: \(Self.group), mountpath: oidc, group: others}]"
    #expect(try difference(Self.policies, Self.groups, target).changed == [.aliasGroup("others")])
    let bare = "group-aliases: [{name: \(Self.group)}]"
    #expect(try difference(Self.policies, Self.groups, bare).changed == [.mountpath(nil), .aliasGroup(nil)])
  }

  @Test("An alias of the same name on another mountpath is another alias")
  func otherMountpath() throws {
    let aliases =
      "group-aliases: [{name: \(Self.group), mountpath: oidc, group: \(Self.group)}, "
      + "{name: \(Self.group), mountpath: ldap, group: others}]"
    #expect(try difference(Self.policies, Self.groups, aliases).isEmpty)
  }

  @Test("The policy given to other groups is beyond, also where nobody shall have it")
  func extra() throws {
    let groups =
      "groups: [{name: \(Self.group), type: external, policies: [shop_dev_access]}, "
      + "{name: others, type: external, policies: [Shop_Dev_Access]}]"
    #expect(try difference(Self.policies, groups, Self.aliases).extra.map(\.name) == ["others"])
    var ungranted = desired
    ungranted.group = nil
    let config = try VaultConfig(parsing: "vault: {externalConfig: {\(Self.policies), \(groups)}}")
    let difference = VaultDifference(desired: ungranted, observed: config)
    #expect(difference.extra.map(\.name) == [Self.group, "others"])
    #expect(difference.lacking.isEmpty && difference.changed.isEmpty)
  }

  @Test("Of two entries with one name the last is in force")
  func last() throws {
    let policies = Self.policies.replacing("[{", with: "[{name: shop_dev_access, rules: 'path \"*\" {}'}, {")
    #expect(try difference(policies, Self.groups, Self.aliases).isEmpty)
  }
}
