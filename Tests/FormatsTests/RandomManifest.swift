/// A random object, which can be written as YAML in many ways.
struct RandomManifest {
  indirect enum Value {
    case plain(String)
    case text(String)
    case list([Value])
    case mapping([(key: String, value: Value)])
  }

  private var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// An object with random fields under `spec`.
  mutating func object() -> Value {
    .mapping([
      ("apiVersion", .text("v1")), ("kind", .text("A")), ("metadata", .mapping([("name", .text("x"))])),
      ("spec", .mapping(members(depth: 0))),
    ])
  }

  private mutating func value(depth: Int) -> Value {
    let texts = [
      "a", "it's", "a: b", "5", "true", "- x", "#no", "{{path}}", "*", "", " blank ", "é\u{1F600}", "\"q\"", "~",
    ]
    switch Int.random(in: 0..<(depth > 3 ? 2 : 5), using: &random) {
    case 0: return .plain(["true", "false", "7", "-3", "1.5"].randomElement(using: &random) ?? "7")
    case 1: return .text(texts.randomElement(using: &random) ?? "a")
    case 2: return .list((0..<Int.random(in: 0..<4, using: &random)).map { _ in value(depth: depth + 1) })
    case _: return .mapping(members(depth: depth + 1))
    }
  }

  private mutating func members(depth: Int) -> [(key: String, value: Value)] {
    ["one", "two", "three", "four"].prefix(Int.random(in: 1...4, using: &random)).map {
      ($0, value(depth: depth))
    }
  }

  /// Writes it in random styles, keys in random order, with comments and blanks.
  mutating func yaml(_ value: Value) -> String {
    switch value {
    case .mapping(let members): block(members, indent: "")
    case .plain, .text, .list: flow(value)
    }
  }

  private mutating func block(_ members: [(key: String, value: Value)], indent: String) -> String {
    members.shuffled(using: &random).map { key, value in
      "\(filler())\(indent)\(Bool.random(using: &random) ? key : "'\(key)'"):\(nested(value, indent: indent))"
    }.joined()
  }

  private mutating func nested(_ value: Value, indent: String) -> String {
    let deeper = indent + [" ", "  ", "    "][Int.random(in: 0..<3, using: &random)]
    switch value {
    case .mapping(let members) where !members.isEmpty && Bool.random(using: &random):
      return "\(trailer())\n\(block(members, indent: deeper))"
    case .list(let elements) where !elements.isEmpty && Bool.random(using: &random):
      return "\(trailer())\n" + elements.map { "\(filler())\(deeper)- \(flow($0))\(trailer())\n" }.joined()
    case .plain, .text, .list, .mapping:
      return " \(flow(value))\(trailer())\n"
    }
  }

  private mutating func flow(_ value: Value) -> String {
    switch value {
    case .plain(let text): text
    case .text(let text): quoted(text)
    case .list(let elements): "[\(elements.map { flow($0) }.joined(separator: ", "))]"
    case .mapping(let members):
      "{\(members.shuffled(using: &random).map { "\"\($0.key)\": \(flow($0.value))" }.joined(separator: ","))}"
    }
  }

  private mutating func quoted(_ text: String) -> String {
    Bool.random(using: &random)
      ? "'\(text.replacing("'", with: "''"))'"
      : "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  private mutating func filler() -> String {
    ["", "", "\n", "# a: &comment\n", "   \n"].randomElement(using: &random) ?? ""
  }

  private mutating func trailer() -> String {
    ["", "", "  ", " # - [unclosed"].randomElement(using: &random) ?? ""
  }
}

extension RandomManifest {
  /// What one random change does to a value.
  enum Change: CaseIterable {
    case altered, removed, added
  }

  /// Changes one random member of a mapping below `spec`, and says which: its path.
  mutating func changing(_ object: Value, _ change: Change) -> (value: Value, path: String) {
    guard case .mapping(var fields) = object, case .mapping(let members)? = fields.last?.value else {
      return (object, "")
    }
    let (changed, path) = changing(members, change, path: "spec")
    fields[fields.count - 1].value = .mapping(changed)
    return (.mapping(fields), path)
  }

  private mutating func changing(
    _ members: [(key: String, value: Value)],
    _ change: Change,
    path: String
  ) -> ([(key: String, value: Value)], String) {
    var members = members
    let index = Int.random(in: 0..<members.count, using: &random)
    let deeper = "\(path).\(members[index].key)"
    if case .mapping(let inner) = members[index].value, Bool.random(using: &random) {
      let (changed, innerPath) = changing(inner, change, path: deeper)
      members[index].value = .mapping(changed)
      return (members, innerPath)
    }
    switch change {
    case .altered: members[index].value = .text("changed")
    case .removed: members.remove(at: index)
    case .added:
      members.append(("beyond", value(depth: 2)))
      return (members, "\(path).beyond")
    }
    return (members, deeper)
  }
}
