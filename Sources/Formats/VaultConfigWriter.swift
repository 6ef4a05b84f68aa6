import Model
import Yams

/// Writes edits into the values of bank-vaults.
struct VaultConfigWriter {
  private let config: VaultConfig
  private let key: YAMLPath
  private var editor: YAMLEditor
  private var added = Added()

  /// What is added, collected so that what goes into one list is written at once.
  private struct Added {
    var policies: [YAMLDraft] = []
    var policyNames: Set<String> = []
    var groups: [(group: VaultRbac.Group, policies: [String])] = []
    var groupIndices: [String: Int] = [:]
    var aliases: [VaultRbac.Group] = []
    var knownAliases: Set<VaultRbac.Group> = []
    /// The policies to add to each entry, by its index.
    var grants: [Int: [String]] = [:]
  }

  init(config: VaultConfig, key: YAMLPath, lines: TextLines) {
    self.config = config
    self.key = key
    editor = YAMLEditor(lines)
  }

  /// Writes `edits`, which are all removals or all none, below the document `root`.
  mutating func write(_ edits: [VaultEdit], below root: YAMLCursor) throws(YAMLFlaw) -> YAMLSplice {
    guard let value = try root.descendant(key) else { return editor.splice }
    let entries = try VaultEntries(value)
    for edit in edits { try write(edit, entries) }
    try remove(edits, entries)
    for (group, policies) in added.grants {
      try editor.append(
        policies.map(YAMLDraft.text),
        toList: "policies",
        of: entries.groups[group],
        style: entries.style
      )
    }
    try add(added.policies, to: "policies", entries)
    try add(added.groups.map { Self.draft($0.group, policies: $0.policies) }, to: "groups", entries)
    try add(added.aliases.map { Self.draft(alias: $0) }, to: "group-aliases", entries)
    return editor.splice
  }

  private mutating func add(_ drafts: [YAMLDraft], to list: String, _ entries: VaultEntries) throws(YAMLFlaw) {
    guard !drafts.isEmpty else { return }
    try editor.append(drafts, toList: list, of: entries.config, style: entries.style)
  }

  private mutating func write(_ edit: VaultEdit, _ entries: VaultEntries) throws(YAMLFlaw) {
    switch edit {
    case .addPolicy(let rbac):
      guard config.policies(named: rbac.policy).isEmpty, added.policyNames.insert(rbac.policy).inserted else { return }
      added.policies.append(Self.draft(policy: rbac))
    case .addGroup(let group, let policy):
      if config.groups(named: group.name).isEmpty {
        addGroup(group, policy: policy)
      } else {
        addGrant(policy, to: group.name)
      }
    case .addAlias(let group):
      guard !config.aliases(named: group.name).contains(where: { $0.isOf(group) }),
        added.knownAliases.insert(group).inserted
      else { return }
      added.aliases.append(group)
    case .grant(let policy, let group): addGrant(policy, to: group)
    case .setRules(let rbac, _):
      guard let index = config.policyIndex(named: rbac.policy),
        !config.policies[index].allows(rbac)
      else { return }
      try editor.set("rules", of: entries.policies[index], to: Self.rules(rbac))
    case .setGroupType(let group, _):
      guard let index = config.groupIndex(named: group.name),
        config.groups[index].type != group.type
      else { return }
      try editor.set("type", of: entries.groups[index], to: .text(group.type))
    case .setMountpath(let group, _):
      guard let index = config.aliasIndex(of: group), !config.aliases[index].isOf(group) else { return }
      try editor.set("mountpath", of: entries.aliases[index], to: .text(group.mountpath))
    case .setAliasGroup(let group, _):
      guard let index = config.aliasIndex(of: group), config.aliases[index].group != group.name else { return }
      try editor.set("group", of: entries.aliases[index], to: .text(group.name))
    case .revoke, .removePolicy, .removeGroup, .removeAlias: break
    }
  }

  private mutating func addGroup(_ group: VaultRbac.Group, policy: String) {
    if let index = added.groupIndices[group.name] {
      if !added.groups[index].policies.contains(policy) { added.groups[index].policies.append(policy) }
    } else {
      added.groupIndices[group.name] = added.groups.count
      added.groups.append((group, [policy]))
    }
  }

  private mutating func addGrant(_ policy: String, to group: String) {
    guard let index = config.groupIndex(named: group) else {
      return addGroup(VaultRbac.Group(name: group), policy: policy)
    }
    guard !config.groups[index].has(policy: policy) else { return }
    if added.grants[index]?.contains(policy) != true { added.grants[index, default: []].append(policy) }
  }
}

extension VaultConfigWriter {
  private mutating func remove(_ edits: [VaultEdit], _ entries: VaultEntries) throws(YAMLFlaw) {
    var policies: Set<Int> = []
    var groups: Set<Int> = []
    var aliases: Set<Int> = []
    var grants: [Int: Set<Int>] = [:]
    for edit in edits {
      switch edit {
      case .removePolicy(let name): policies.formUnion(config.policies.indices { $0.isNamed(name) })
      case .removeGroup(let name): groups.formUnion(config.groups.indices { $0.name == name })
      case .removeAlias(let group): aliases.formUnion(config.aliases.indices { $0.isOf(group) })
      case .revoke(let policy, let name):
        for group in config.groups.indices(where: { $0.name == name }) {
          grants[group, default: []].formUnion(config.groups[group].policies.indices { $0.isPolicy(policy) })
        }
      case .addPolicy, .addGroup, .addAlias, .grant, .setRules, .setGroupType, .setMountpath, .setAliasGroup: break
      }
    }
    for (group, indices) in grants where !groups.contains(group) && !indices.isEmpty {
      guard let list = try entries.groups[group].member("policies") else { continue }
      try editor.remove(indices, from: list)
    }
    for (key, indices) in [("policies", policies), ("groups", groups), ("group-aliases", aliases)] {
      if let list = try entries.config.member(key) { try editor.remove(indices, from: list) }
    }
  }
}

extension Array {
  fileprivate func indices(where predicate: (Element) -> Bool) -> [Int] {
    indices.filter { predicate(self[$0]) }
  }
}

extension VaultConfigWriter {
  /// All of `config`, for a file that has none, as the value of `keys`.
  static func draft(of config: VaultConfig, under keys: ArraySlice<String>) -> YAMLDraft {
    if let first = keys.first { return .mapping([(first, draft(of: config, under: keys.dropFirst()))]) }
    let policies = config.policies.map { policy in
      YAMLDraft.mapping([("name", .text(policy.name)), ("rules", lines(policy.rules ?? ""))])
    }
    let groups = config.groups.map { draft(VaultRbac.Group(name: $0.name), policies: $0.policies) }
    let aliases = config.aliases.map { draft(alias: VaultRbac.Group(name: $0.name)) }
    return .mapping(
      [("policies", policies), ("groups", groups), ("group-aliases", aliases)].filter { !$0.1.isEmpty }.map {
        ($0.0, .list($0.1))
      }
    )
  }

  private static func draft(policy rbac: VaultRbac) -> YAMLDraft {
    .mapping([("name", .text(rbac.policy)), ("rules", rules(rbac))])
  }

  private static func draft(_ group: VaultRbac.Group, policies: [String]) -> YAMLDraft {
    .mapping([
      ("name", .text(group.name)), ("type", .text(group.type)), ("policies", .list(policies.map(YAMLDraft.text))),
    ])
  }

  private static func draft(alias group: VaultRbac.Group) -> YAMLDraft {
    .mapping([("name", .text(group.name)), ("mountpath", .text(group.mountpath)), ("group", .text(group.name))])
  }

  private static func rules(_ rbac: VaultRbac) -> YAMLDraft {
    lines(VaultRules.written(path: rbac.path, capabilities: rbac.capabilities))
  }

  private static func lines(_ text: String) -> YAMLDraft {
    .lines(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
  }
}
