import Model

extension VaultConfig {
  /// What the configuration says after `edits`, without places.
  ///
  /// - Throws: ``YAMLFlaw`` where an edit was planned for something else than what stands here.
  func edited(by edits: [VaultEdit]) throws(YAMLFlaw) -> VaultConfig {
    var contents = Contents(self)
    for edit in edits where !edit.isRemoval { try contents.apply(edit) }
    for edit in edits where edit.isRemoval { try contents.apply(edit) }
    return VaultConfig(policies: contents.policies, groups: contents.groups, aliases: contents.aliases)
  }

  /// Whether both say the same; the order of entries and their places are no difference.
  func saysTheSame(as other: VaultConfig) -> Bool {
    facts == other.facts
  }

  private enum Fact: Hashable {
    case policy(String, VaultRules?, String?)
    case group(String, String?, Set<String>, [String])
    case alias(String, String?, String?, [String])
  }

  private var facts: [Fact: Int] {
    let all =
      policies.map { policy in
        let rules = policy.rules.flatMap(VaultRules.init(parsing:))
        return Fact.policy(policy.name, rules, rules == nil ? policy.rules : nil)
      }
      + groups.map { .group($0.name, $0.type, Set($0.policies), $0.otherFields) }
      + aliases.map { .alias($0.name, $0.mountpath, $0.group, $0.otherFields) }
    return Dictionary(grouping: all) { $0 }.mapValues(\.count)
  }
}

private struct Contents {
  var policies: [VaultConfig.Policy]
  var groups: [VaultConfig.Group]
  var aliases: [VaultConfig.Alias]
  /// Where the last entry of a name stands; of use until something is removed, which comes last.
  private var policyIndices: [String: Int]
  private var groupIndices: [String: Int]
  private var aliasIndices: [String: [Int]]
  private let nowhere = TextPlace(line: 1, column: 1)

  init(_ config: VaultConfig) {
    policies = config.policies
    groups = config.groups
    aliases = config.aliases
    policyIndices = Dictionary(policies.indices.map { (config.policies[$0].name.lowercased(), $0) }) { $1 }
    groupIndices = Dictionary(groups.indices.map { (config.groups[$0].name, $0) }) { $1 }
    aliasIndices = Dictionary(grouping: aliases.indices) { config.aliases[$0].name }
  }

  mutating func apply(_ edit: VaultEdit) throws(YAMLFlaw) {
    switch edit {
    case .addPolicy(let rbac):
      guard policyIndices[rbac.policy.lowercased()] == nil else { return }
      policyIndices[rbac.policy.lowercased()] = policies.count
      let rules = VaultRules.written(path: rbac.path, capabilities: rbac.capabilities)
      policies.append(VaultConfig.Policy(name: rbac.policy, rules: rules, place: nowhere))
    case .addGroup(let group, let policy):
      guard groupIndices[group.name] != nil else {
        groupIndices[group.name] = groups.count
        groups.append(
          VaultConfig.Group(name: group.name, type: group.type, policies: [policy], otherFields: [], place: nowhere)
        )
        return
      }
      try grant(policy, to: group.name)
    case .addAlias(let group):
      guard !aliasIndices[group.name, default: []].contains(where: { aliases[$0].isOf(group) }) else { return }
      aliasIndices[group.name, default: []].append(aliases.count)
      aliases.append(
        VaultConfig.Alias(
          name: group.name,
          mountpath: group.mountpath,
          group: group.name,
          otherFields: [],
          place: nowhere
        )
      )
    case .grant(let policy, let group): try grant(policy, to: group)
    case .setRules(let rbac, let now): try setRules(rbac, from: now)
    case .setGroupType(let group, let now):
      guard let index = groupIndices[group.name] else { throw stale(group.name) }
      try check(groups[index].type, is: now, or: group.type, name: "the type of \(group.name)")
      groups[index] = groups[index].with(type: group.type)
    case .setMountpath(let group, let now): try setMountpath(group, from: now)
    case .setAliasGroup(let group, let now):
      guard let index = alias(of: group) else { throw stale("the alias \(group.name)") }
      try check(aliases[index].group, is: now, or: group.name, name: "the alias \(group.name)")
      aliases[index] = aliases[index].with(mountpath: aliases[index].mountpath, group: group.name)
    case .revoke(let policy, let group):
      for index in groups.indices where groups[index].name == group {
        groups[index] = groups[index].with(policies: groups[index].policies.filter { !$0.isPolicy(policy) })
      }
    case .removePolicy(let name): policies.removeAll { $0.isNamed(name) }
    case .removeGroup(let name):
      guard groups.filter({ $0.name == name }).allSatisfy({ $0.policies.isEmpty && $0.otherFields.isEmpty })
      else { throw stale("the group \(name)") }
      groups.removeAll { $0.name == name }
    case .removeAlias(let group):
      guard aliases.filter({ $0.isOf(group) }).allSatisfy(\.otherFields.isEmpty)
      else { throw stale("the alias \(group.name)") }
      aliases.removeAll { $0.isOf(group) }
    }
  }

  private mutating func grant(_ policy: String, to group: String) throws(YAMLFlaw) {
    guard let index = groupIndices[group] else { throw stale("the group \(group)") }
    if !groups[index].has(policy: policy) {
      groups[index] = groups[index].with(policies: groups[index].policies + [policy])
    }
  }

  private mutating func setRules(_ rbac: VaultRbac, from now: String?) throws(YAMLFlaw) {
    guard let index = policyIndices[rbac.policy.lowercased()] else { throw stale(rbac.policy) }
    if policies[index].allows(rbac) { return }
    try check(policies[index].rules, is: now, or: nil, name: "the policy \(rbac.policy)")
    let rules = VaultRules.written(path: rbac.path, capabilities: rbac.capabilities)
    policies[index] = VaultConfig.Policy(name: policies[index].name, rules: rules, place: nowhere)
  }

  private mutating func setMountpath(_ group: VaultRbac.Group, from now: String?) throws(YAMLFlaw) {
    guard let index = alias(of: group) else { throw stale("the alias \(group.name)") }
    if aliases[index].isOf(group) { return }
    try check(aliases[index].mountpath, is: now, or: nil, name: "the alias \(group.name)")
    aliases[index] = aliases[index].with(mountpath: group.mountpath, group: aliases[index].group)
  }

  private func alias(of group: VaultRbac.Group) -> Int? {
    let named = aliasIndices[group.name, default: []]
    return named.last { aliases[$0].isOf(group) } ?? named.last
  }

  private func check(_ value: String?, is planned: String?, or wished: String?, name: String) throws(YAMLFlaw) {
    guard value == planned || wished != nil && value == wished else { throw stale(name) }
  }

  private func stale(_ name: String) -> YAMLFlaw {
    YAMLFlaw(problem: .stale(name), place: nil)
  }
}

extension VaultConfig.Group {
  fileprivate func with(type: String? = nil, policies: [String]? = nil) -> VaultConfig.Group {
    VaultConfig.Group(
      name: name,
      type: type ?? self.type,
      policies: policies ?? self.policies,
      otherFields: otherFields,
      place: place
    )
  }
}

extension VaultConfig.Alias {
  fileprivate func with(mountpath: String?, group: String?) -> VaultConfig.Alias {
    VaultConfig.Alias(name: name, mountpath: mountpath, group: group, otherFields: otherFields, place: place)
  }
}
