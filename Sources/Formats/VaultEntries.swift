import Yams

import struct Model.TextPlace

/// The nodes of the entries that ``VaultConfig`` reads, in the same order, and how they are written.
struct VaultEntries {
  let config: YAMLCursor
  let policies: [YAMLCursor]
  let groups: [YAMLCursor]
  let aliases: [YAMLCursor]
  let style: YAMLDraft.Style

  init(_ config: YAMLCursor) throws(YAMLFlaw) {
    self.config = config
    policies = try config.member("policies")?.elements() ?? []
    groups = try config.member("groups")?.elements() ?? []
    aliases = try config.member("group-aliases")?.elements() ?? []
    var style = YAMLDraft.Style()
    for key in ["policies", "groups", "group-aliases"] {
      guard let list = try config.member(key), let offset = Self.offset(of: list) else { continue }
      style.listOffset = offset
      break
    }
    if let last = groups.last, let list = try last.member("policies"), case .sequence(let names) = list.node {
      style.hasFlowTexts = names.count > 0 && Self.offset(of: list) == nil
    }
    self.style = style
  }

  /// By how much a block list stands further right than its key; nil for one in brackets, which begins on the key's line.
  private static func offset(of list: YAMLCursor) -> Int? {
    guard case .sequence(let sequence) = list.node, sequence.count > 0, let key = list.keyPlace,
      list.place.line > key.line, list.place.column >= key.column
    else { return nil }
    return list.place.column - key.column
  }
}
