import Foundation

/// The JSON Schema (draft 2020-12) of the configuration, for editors.
enum ConfigurationSchema {
  /// The schema as text, keys sorted.
  static func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }

  private static var value: JSONValue {
    var members = object(Configuration.descriptions)
    members["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    members["title"] = "Configuration of driftcheck"
    members["type"] = "object"
    return .object(members)
  }

  private static func object(_ keys: [KeyDescription]) -> [String: JSONValue] {
    let required = keys.filter { $0.example != nil }.map { JSONValue.text($0.name) }
    return [
      // A section without a required key may also be left empty.
      "type": required.isEmpty ? ["object", "null"] : "object",
      "additionalProperties": .truth(false),
      "properties": .object(Dictionary(uniqueKeysWithValues: keys.map { ($0.name, property($0)) })),
      "required": .list(required),
    ]
  }

  private static func property(_ key: KeyDescription) -> JSONValue {
    var members = members(of: key.shape)
    members["description"] = .text(key.documentation)
    if key.example == nil { members["default"] = defaultValue(key.defaultValue) }
    return .object(members)
  }

  private static func members(of shape: Shape) -> [String: JSONValue] {
    switch shape {
    case .text(let text): members(of: text)
    case .list(let item): ["type": "array", "items": .object(members(of: item))]
    case .map(let key, let value):
      [
        "type": ["object", "null"],
        "propertyNames": .object(rules(of: key)),
        "additionalProperties": .object(members(of: value)),
      ]
    case .section(let keys), .optionalSection(let keys): object(keys)
    case .sections(let keys): ["type": "array", "items": .object(object(keys))]
    }
  }

  /// The text itself, or one that an environment variable makes.
  private static func members(of text: TextShape) -> [String: JSONValue] {
    var forms: [JSONValue] = [.object(rules(of: text)), ["pattern": #"\$\{"#]]
    if !text.choices.isEmpty { forms.insert(["enum": .list(text.choices.map { .text($0) })], at: 0) }
    if text.mayBeEmpty { forms.append(["const": ""]) }
    let type: JSONValue =
      switch text.scalar {
      case .text: "string"
      case .number: ["integer", "string"]
      case .truthValue: ["boolean", "string"]
      }
    return ["type": type, "anyOf": .list(forms), "examples": [.text(text.example)]]
  }

  private static func rules(of text: TextShape) -> [String: JSONValue] {
    var rules: [String: JSONValue] = ["pattern": .text("^(?:\(text.pattern))$")]
    rules["maxLength"] = text.maximumLength.map { .number($0) }
    return rules
  }

  private static func defaultValue(_ value: PlainValue) -> JSONValue? {
    switch value {
    case .text(let text): .text(text)
    case .list(let items): .list(items.map { .text($0) })
    case .map(let entries):
      .object(Dictionary(uniqueKeysWithValues: entries.map { ($0.key, defaultValue($0.value) ?? "") }))
    case .sections: []
    case .section, .absent: nil
    }
  }
}
