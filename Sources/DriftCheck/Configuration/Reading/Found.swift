import Yams

/// What a YAML node holds, by the rules of YAML 1.1, where `no` is a truth value.
enum Found: Sendable, Hashable {
  case text(String)
  /// The word is one of a few, such as `no`, so it may be shown.
  case truthValue(String)
  case number
  case nothing
  case list
  case section
  /// `<<`.
  case mergeKey
  /// A value with a tag of its own, such as `!!binary`.
  case tagged

  init(_ node: Node) {
    switch node {
    case .mapping: self = .section
    case .sequence: self = .list
    case .alias: self = .tagged
    case .scalar(let scalar):
      switch Tag.Name(rawValue: node.tag.rawValue) {
      // A date is a text to us.
      case .str, .timestamp, .value: self = .text(scalar.string)
      case .bool: self = .truthValue(scalar.string)
      case .int, .float: self = .number
      case .null: self = .nothing
      case .merge: self = .mergeKey
      default: self = .tagged
      }
    }
  }

  /// What is written there, if it is a text or what `scalar` allows beside.
  func text(of node: Node, as scalar: TextShape.Scalar) -> String? {
    switch (self, scalar) {
    case (.text(let text), _): text
    case (.truthValue(let word), .truthValue): word
    case (.number, .number): node.scalar?.string
    case (.truthValue, _), (.number, _), (.nothing, _), (.list, _), (.section, _), (.mergeKey, _), (.tagged, _): nil
    }
  }
}
