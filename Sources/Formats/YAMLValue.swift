import Yams

/// What a YAML text says, without the way it is written: style, comments and the order of keys are gone.
indirect enum YAMLValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// In one spelling, whichever of its spellings was read.
  case number(String)
  case text(String)
  case list([YAMLValue])
  case mapping([String: YAMLValue])
}

extension YAMLValue {
  /// Takes over a node of the parser.
  ///
  /// - Throws: ``YAMLFlaw`` at the first anchor, merge key, foreign tag, or key that is no scalar. An alias always comes
  ///   after its anchor, so it needs no look of its own.
  init(_ node: Node) throws(YAMLFlaw) {
    if let anchor = node.anchor { throw YAMLFlaw(.anchor(anchor.rawValue), at: node.mark) }
    switch node {
    case .scalar(let scalar): self = try YAMLValue(scalar)
    case .sequence(let sequence): self = try YAMLValue(sequence)
    case .mapping(let mapping): self = try YAMLValue(mapping)
    case .alias(let alias): throw YAMLFlaw(.anchor(alias.anchor.rawValue), at: node.mark)
    }
  }

  private init(_ scalar: Node.Scalar) throws(YAMLFlaw) {
    switch Tag.Name(rawValue: scalar.tag.rawValue) {
    case .implicit, .bool, .int, .float, .null:
      self = scalar.style == .plain ? YAMLValue(plain: scalar.string) : .text(scalar.string)
    case .str, .nonSpecific: self = .text(scalar.string)
    case let foreign: throw YAMLFlaw(.tag(foreign.rawValue), at: scalar.mark)
    }
  }

  private init(_ sequence: Node.Sequence) throws(YAMLFlaw) {
    switch Tag.Name(rawValue: sequence.tag.rawValue) {
    case .implicit, .seq, .nonSpecific: break
    case let foreign: throw YAMLFlaw(.tag(foreign.rawValue), at: sequence.mark)
    }
    var elements: [YAMLValue] = []
    for node in sequence { elements.append(try YAMLValue(node)) }
    self = .list(elements)
  }

  private init(_ mapping: Node.Mapping) throws(YAMLFlaw) {
    switch Tag.Name(rawValue: mapping.tag.rawValue) {
    case .implicit, .map, .nonSpecific: break
    case let foreign: throw YAMLFlaw(.tag(foreign.rawValue), at: mapping.mark)
    }
    var members: [String: YAMLValue] = [:]
    for (key, value) in mapping {
      if let anchor = key.anchor { throw YAMLFlaw(.anchor(anchor.rawValue), at: key.mark) }
      guard case .scalar(let name) = key else { throw YAMLFlaw(.keyIsNoText, at: key.mark) }
      guard name.string != "<<" || name.style != .plain else { throw YAMLFlaw(.mergeKey, at: key.mark) }
      let previous = members.updateValue(try YAMLValue(value), forKey: name.string)
      guard previous == nil else { throw YAMLFlaw(.duplicateKeys([name.string]), at: key.mark) }
    }
    self = .mapping(members)
  }

  /// The text of a scalar text; nil for everything else.
  var text: String? {
    switch self {
    case .text(let text): text
    case .null, .boolean, .number, .list, .mapping: nil
    }
  }

  /// The member `key` of a mapping; nil for everything else.
  subscript(key: String) -> YAMLValue? {
    switch self {
    case .mapping(let members): members[key]
    case .null, .boolean, .number, .text, .list: nil
    }
  }
}

extension YAMLValue: CustomStringConvertible {
  /// One line in YAML's flow style, keys in order; a text is quoted only where it would be read as something else.
  var description: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let number): number
    case .text(let text): YAMLValue(plain: text) == self ? text : "\"\(text)\""
    case .list(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
    case .mapping(let members):
      "{\(members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
    }
  }
}
