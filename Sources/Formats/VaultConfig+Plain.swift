package import Model

extension VaultConfig {
  /// Reads the policies and groups under `key` out of a file that is written plainly, which takes a fraction of the time
  /// and memory that ``init(parsing:key:)`` takes, and gives the same.
  ///
  /// Nil where the file is written in another way, or where anything is odd in it: then only the parser can tell.
  package init?(plain file: [UInt8], key path: YAMLPath = standardKey) {
    var lists = Lists()
    do throws(PlainYAML.Unusual) {
      var yaml = try PlainYAML(file)
      try yaml.fields(at: path) { (key, yaml) throws(PlainYAML.Unusual) in try lists.take(key, &yaml) }
    } catch { return nil }
    self.init(policies: lists.policies, groups: lists.groups, aliases: lists.aliases)
  }
}

private struct Lists {
  var policies: [VaultConfig.Policy] = []
  var groups: [VaultConfig.Group] = []
  var aliases: [VaultConfig.Alias] = []

  mutating func take(_ key: PlainYAML.Key, _ yaml: inout PlainYAML) throws(PlainYAML.Unusual) {
    if yaml.is(key, "policies") {
      policies = try yaml.entries(of: key) { (yaml) throws(PlainYAML.Unusual) in try yaml.policy() }
    } else if yaml.is(key, "groups") {
      groups = try yaml.entries(of: key) { (yaml) throws(PlainYAML.Unusual) in try yaml.group() }
    } else if yaml.is(key, "group-aliases") {
      aliases = try yaml.entries(of: key) { (yaml) throws(PlainYAML.Unusual) in try yaml.alias() }
    } else {
      try yaml.skipValue(of: key)
    }
  }
}

extension PlainYAML {
  /// Hands the fields of the mapping at `path` to `read`, and reads the text to its end.
  ///
  /// - Throws: ``Unusual`` also where something else than a mapping stands there or on the way.
  mutating func fields(
    at path: YAMLPath,
    _ read: (Key, inout PlainYAML) throws(Unusual) -> Void
  ) throws(Unusual) {
    if !isAtEnd { try fields(at: path.keys[...], read) }
    guard isAtEnd else { throw Unusual() }
  }

  private mutating func fields(
    at path: ArraySlice<String>,
    _ read: (Key, inout PlainYAML) throws(Unusual) -> Void
  ) throws(Unusual) {
    guard let next = path.first else { return try mapping(read) }
    try mapping { (key, yaml) throws(Unusual) in
      guard yaml.is(key, next) else { return try yaml.skipValue(of: key) }
      switch try yaml.value(of: key) {
      case .null, .emptyMapping: break
      case .mapping: try yaml.fields(at: path.dropFirst(), read)
      case .words, .scalar, .literal, .list: throw Unusual()
      }
    }
  }

  fileprivate mutating func entries<Entry>(
    of key: Key,
    _ read: (inout PlainYAML) throws(Unusual) -> Entry
  ) throws(Unusual) -> [Entry] {
    var entries: [Entry] = []
    switch try value(of: key) {
    case .null: break
    case .words(let words): guard words.isEmpty else { throw Unusual() }
    case .list: try list { (yaml) throws(Unusual) in entries.append(try read(&yaml)) }
    case .emptyMapping, .scalar, .literal, .mapping: throw Unusual()
    }
    return entries
  }

  fileprivate mutating func policy() throws(Unusual) -> VaultConfig.Policy {
    let place = place
    var (name, rules): (String?, String?)
    try mapping { (key, yaml) throws(Unusual) in
      if yaml.is(key, "name") {
        name = try yaml.scalarText(of: key)
      } else if yaml.is(key, "rules") {
        rules = try yaml.scalarText(of: key)
      } else {
        try yaml.skipValue(of: key)
      }
    }
    guard let name else { throw Unusual() }
    return VaultConfig.Policy(name: name, rules: rules, place: place)
  }

  fileprivate mutating func group() throws(Unusual) -> VaultConfig.Group {
    let place = place
    var (name, type): (String?, String?)
    var policies: [String] = []
    var otherFields: [String] = []
    try mapping { (key, yaml) throws(Unusual) in
      if yaml.is(key, "name") {
        name = try yaml.scalarText(of: key)
      } else if yaml.is(key, "type") {
        type = try yaml.scalarText(of: key)
      } else if yaml.is(key, "policies") {
        policies = try yaml.policyNames(of: key)
      } else {
        otherFields.append(yaml.text(of: key))
        try yaml.skipValue(of: key)
      }
    }
    guard let name else { throw Unusual() }
    return VaultConfig.Group(name: name, type: type, policies: policies, otherFields: otherFields, place: place)
  }

  fileprivate mutating func alias() throws(Unusual) -> VaultConfig.Alias {
    let place = place
    var (name, mountpath, group): (String?, String?, String?)
    var otherFields: [String] = []
    try mapping { (key, yaml) throws(Unusual) in
      if yaml.is(key, "name") {
        name = try yaml.scalarText(of: key)
      } else if yaml.is(key, "mountpath") {
        mountpath = try yaml.scalarText(of: key)
      } else if yaml.is(key, "group") {
        group = try yaml.scalarText(of: key)
      } else {
        otherFields.append(yaml.text(of: key))
        try yaml.skipValue(of: key)
      }
    }
    guard let name else { throw Unusual() }
    return VaultConfig.Alias(name: name, mountpath: mountpath, group: group, otherFields: otherFields, place: place)
  }

  /// The names in a list; a text with commas between them is left to the parser.
  private mutating func policyNames(of key: Key) throws(Unusual) -> [String] {
    switch try value(of: key) {
    case .null: return []
    case .words(let words): return words.map { text(of: $0) ?? "" }
    case .list:
      var names: [String] = []
      try list { (yaml) throws(Unusual) in
        guard !yaml.isKey else { throw Unusual() }
        let name = try yaml.scalar()
        names.append(yaml.text(of: name) ?? "")
      }
      return names
    case .emptyMapping, .scalar, .literal, .mapping: throw Unusual()
    }
  }
}
