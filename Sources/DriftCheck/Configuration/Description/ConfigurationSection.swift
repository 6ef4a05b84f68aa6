import Yams

/// A part of the configuration that is a mapping of known keys; the whole is one, too.
protocol ConfigurationSection: Sendable {
  /// The section with every default; what stands here for a required key is never seen.
  init()
  static var keys: [Key<Self>] { get }
  /// Keys that are planned, and why they must not be there yet.
  static var notYetRead: [String: String] { get }
  /// What is wrong although each key for itself is right; nil where nothing is.
  var contradiction: Contradiction? { get }
}

/// Keys of one section that do not go together.
struct Contradiction: Sendable, Hashable {
  /// The key to blame.
  let key: String
  let problem: String
  /// What to write, as YAML.
  let advice: String
}

extension ConfigurationSection {
  static var notYetRead: [String: String] { [:] }
  var contradiction: Contradiction? { nil }

  static var descriptions: [KeyDescription] {
    let defaults = Self()
    return keys.map { key in
      KeyDescription(
        name: key.name,
        documentation: key.documentation,
        example: key.example,
        shape: key.shape,
        defaultValue: key.plain(defaults)
      )
    }
  }

  var plain: PlainValue {
    .section(Self.keys.map { PlainValue.Entry(key: $0.name, value: $0.plain(self)) })
  }

  /// Reads a mapping, or nothing at all, which is a section of defaults; nil where there is something else.
  static func read(_ node: Node, _ path: String, _ reading: inout Reading) -> Self? {
    guard let pairs = reading.pairs(node, path) else { return nil }
    let earlierMistakes = reading.mistakes.count
    var section = Self()
    var found: Set<String> = []
    for (keyNode, value) in pairs {
      guard let name = reading.keyName(keyNode, under: path) else { continue }
      found.insert(name)
      if let key = keys.first(where: { $0.name == name }) {
        key.read(value, reading.path(path, name), &reading, &section)
      } else {
        reading.reject(name, at: keyNode, under: path, known: keys.map(\.name), notYetRead: notYetRead[name])
      }
    }
    for key in keys where !found.contains(key.name) {
      guard let example = key.example else { continue }
      reading.report(.missing(example: example), reading.path(path, key.name), node)
    }
    if reading.mistakes.count == earlierMistakes, let contradiction = section.contradiction {
      reading.report(.contradiction(contradiction), reading.path(path, contradiction.key), node)
    }
    return section
  }
}
