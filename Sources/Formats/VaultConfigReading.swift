package import Model
import Yams

extension VaultConfig {
  /// Where bank-vaults' own chart has it.
  package static let standardKey = YAMLPath(["vault", "externalConfig"])

  /// Reads the policies and groups under `key` of a YAML file; whatever else stands in the file is not looked at.
  ///
  /// A file, a document or a list without any is no error.
  /// - Throws: ``YAMLFlaw`` where the file is no YAML, where `key` stands in two documents, or where what we read has an
  ///   odd shape or comes from an anchor.
  package init(parsing text: String, key: YAMLPath = standardKey) throws(YAMLFlaw) {
    var found: [VaultConfig] = []
    try YAMLDocument.forEachRoot(in: text) { (root) throws(YAMLFlaw) in
      guard let value = try YAMLCursor(root).descendant(key) else { return }
      guard found.isEmpty else { throw YAMLFlaw(problem: .duplicatePath(key), place: value.place) }
      found.append(try VaultConfig(value))
    }
    self = found.first ?? VaultConfig(policies: [], groups: [], aliases: [])
  }

  private init(_ cursor: YAMLCursor) throws(YAMLFlaw) {
    self.init(
      policies: try Self.entries("policies", of: cursor) { (entry) throws(YAMLFlaw) in try Policy(entry) },
      groups: try Self.entries("groups", of: cursor) { (entry) throws(YAMLFlaw) in try Group(entry) },
      aliases: try Self.entries("group-aliases", of: cursor) { (entry) throws(YAMLFlaw) in try Alias(entry) }
    )
  }

  private static func entries<Entry>(
    _ key: String,
    of cursor: YAMLCursor,
    _ read: (YAMLCursor) throws(YAMLFlaw) -> Entry
  ) throws(YAMLFlaw) -> [Entry] {
    guard let list = try cursor.member(key) else { return [] }
    var entries: [Entry] = []
    for element in try list.elements() { entries.append(try read(element)) }
    return entries
  }
}

extension VaultConfig.Policy {
  fileprivate init(_ entry: YAMLCursor) throws(YAMLFlaw) {
    var name: String?
    var rules: String?
    for (key, value) in try entry.fields() {
      switch key.string {
      case "name": name = try YAMLCursor(value, key: "name").scalar()?.string
      case "rules": rules = try YAMLCursor(value, key: "rules").scalar()?.string
      case _: break
      }
    }
    self.init(name: try entry.required(name), rules: rules, place: entry.place)
  }
}

extension VaultConfig.Group {
  fileprivate init(_ entry: YAMLCursor) throws(YAMLFlaw) {
    var name: String?
    var type: String?
    var policies: [String] = []
    var otherFields: [String] = []
    for (key, value) in try entry.fields() {
      switch key.string {
      case "name": name = try YAMLCursor(value, key: "name").scalar()?.string
      case "type": type = try YAMLCursor(value, key: "type").scalar()?.string
      case "policies": policies = try YAMLCursor(value, key: "policies").policyNames()
      case let other: otherFields.append(other)
      }
    }
    self.init(
      name: try entry.required(name),
      type: type,
      policies: policies,
      otherFields: otherFields,
      place: entry.place
    )
  }
}

extension VaultConfig.Alias {
  fileprivate init(_ entry: YAMLCursor) throws(YAMLFlaw) {
    var name: String?
    var mountpath: String?
    var group: String?
    var otherFields: [String] = []
    for (key, value) in try entry.fields() {
      switch key.string {
      case "name": name = try YAMLCursor(value, key: "name").scalar()?.string
      case "mountpath": mountpath = try YAMLCursor(value, key: "mountpath").scalar()?.string
      case "group": group = try YAMLCursor(value, key: "group").scalar()?.string
      case let other: otherFields.append(other)
      }
    }
    self.init(
      name: try entry.required(name),
      mountpath: mountpath,
      group: group,
      otherFields: otherFields,
      place: entry.place
    )
  }
}

extension YAMLCursor {
  /// The name of an entry, which it must have.
  fileprivate func required(_ name: String?) throws(YAMLFlaw) -> String {
    guard let name else { throw YAMLFlaw(problem: .noName, place: place) }
    return name
  }

  /// The names in a list, or in one text with commas between them, which bank-vaults takes as well.
  fileprivate func policyNames() throws(YAMLFlaw) -> [String] {
    if case .scalar = node {
      return try scalar()?.string.split(separator: ",").map(String.init) ?? []
    }
    var names: [String] = []
    // A null has its place too, as names are told by their index.
    for element in try elements() { names.append(try element.scalar()?.string ?? "") }
    return names
  }
}
