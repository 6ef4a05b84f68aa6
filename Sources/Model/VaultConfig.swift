/// What a values file of bank-vaults says of policies and groups (`policies`, `groups`, `group-aliases`).
///
/// bank-vaults writes the entries to Vault one after another, so of several with one name the last stays in force.
package struct VaultConfig: Sendable {
  /// An entry of `policies`.
  package struct Policy: Sendable, Hashable {
    package let name: String
    /// HCL, as it stands there.
    package let rules: String?
    package let place: TextPlace

    package init(name: String, rules: String?, place: TextPlace) {
      self.name = name
      self.rules = rules
      self.place = place
    }
  }

  /// An entry of `groups`.
  package struct Group: Sendable, Hashable {
    package let name: String
    package let type: String?
    /// The names of its policies, in order.
    package let policies: [String]
    /// The keys of whatever else it holds, `metadata` for one.
    package let otherFields: [String]
    package let place: TextPlace

    package init(name: String, type: String?, policies: [String], otherFields: [String], place: TextPlace) {
      self.name = name
      self.type = type
      self.policies = policies
      self.otherFields = otherFields
      self.place = place
    }
  }

  /// An entry of `group-aliases`.
  package struct Alias: Sendable, Hashable {
    package let name: String
    package let mountpath: String?
    /// The group that it stands for.
    package let group: String?
    package let otherFields: [String]
    package let place: TextPlace

    package init(name: String, mountpath: String?, group: String?, otherFields: [String], place: TextPlace) {
      self.name = name
      self.mountpath = mountpath
      self.group = group
      self.otherFields = otherFields
      self.place = place
    }
  }

  package let policies: [Policy]
  package let groups: [Group]
  package let aliases: [Alias]

  private let policiesByName: [String: [Int]]
  private let groupsByName: [String: [Int]]
  private let groupsByPolicy: [String: [Int]]
  private let aliasesByName: [String: [Int]]

  /// Takes over the entries in their order.
  package init(policies: [Policy], groups: [Group], aliases: [Alias]) {
    self.policies = policies
    self.groups = groups
    self.aliases = aliases
    policiesByName = Dictionary(grouping: policies.indices) { policies[$0].name.policyKey }
    groupsByName = Dictionary(grouping: groups.indices) { groups[$0].name }
    aliasesByName = Dictionary(grouping: aliases.indices) { aliases[$0].name }
    var holders: [String: [Int]] = [:]
    for (index, group) in groups.enumerated() {
      for policy in Set(group.policies.map(\.policyKey)) { holders[policy, default: []].append(index) }
    }
    groupsByPolicy = holders
  }

  /// The entries of the policy `name`, in order; Vault does not tell upper from lower case in it.
  package func policies(named name: String) -> [Policy] {
    policiesByName[name.policyKey, default: []].map { policies[$0] }
  }

  /// The entries of the group `name`, in order.
  package func groups(named name: String) -> [Group] {
    groupsByName[name, default: []].map { groups[$0] }
  }

  /// The index of the entry of the policy `name` that is in force.
  package func policyIndex(named name: String) -> Int? { policiesByName[name.policyKey]?.last }

  /// The index of the entry of the group `name` that is in force.
  package func groupIndex(named name: String) -> Int? { groupsByName[name]?.last }

  /// The index of the alias of `group` on its mountpath; else, as it may have been moved, of the last of that name.
  package func aliasIndex(of group: VaultRbac.Group) -> Int? {
    let named = aliasesByName[group.name, default: []]
    return named.last { aliases[$0].isOf(group) } ?? named.last
  }

  /// The groups that have the policy `name`, in order.
  package func groups(havingPolicy name: String) -> [Group] {
    groupsByPolicy[name.policyKey, default: []].map { groups[$0] }
  }

  /// The aliases called `name`, in order; on another mountpath one may be another alias.
  package func aliases(named name: String) -> [Alias] {
    aliasesByName[name, default: []].map { aliases[$0] }
  }
}
