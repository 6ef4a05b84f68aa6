import Yams

/// How a value is read from YAML and written back, with its shape.
struct ValueType<Value: Sendable>: Sendable {
  let shape: Shape
  /// Returns nil after it reported what is wrong.
  let read: @Sendable (_ node: Node, _ path: String, inout Reading) -> Value?
  let plain: @Sendable (Value) -> PlainValue
}

extension ValueType {
  static func text(_ type: TextType<Value>) -> ValueType {
    ValueType(
      shape: .text(type.shape),
      read: { node, path, reading in reading.value(node, path, type) },
      plain: { .text(type.write($0)) }
    )
  }

  /// A text of that type, or the empty text, which is nil.
  static func optional<Wrapped>(_ type: TextType<Wrapped>) -> ValueType where Value == Wrapped? {
    .text(type.orEmpty)
  }

  static func list<Element>(_ type: TextType<Element>) -> ValueType where Value == [Element] {
    ValueType(
      shape: .list(type.shape),
      read: { node, path, reading in
        reading.items(node, path)?.enumerated().compactMap { index, item in
          reading.value(item, "\(path)[\(index)]", type)
        }
      },
      plain: { .list($0.map(type.write)) }
    )
  }

  static func map(_ keys: TextType<String>, _ values: TextType<String>) -> ValueType where Value == [String: String] {
    ValueType(
      shape: .map(key: keys.shape, value: values.shape),
      read: { node, path, reading in
        guard let pairs = reading.pairs(node, path) else { return nil }
        var result: [String: String] = [:]
        for (keyNode, valueNode) in pairs {
          guard let name = reading.keyName(keyNode, under: path) else { continue }
          guard keys.shape.accepts(name) else {
            reading.report(.invalid(written: name, variables: [], keys.shape), path, keyNode)
            continue
          }
          result[name] = reading.value(valueNode, reading.path(path, name), values)
        }
        return result
      },
      plain: { value in
        .map(value.sorted { $0.key < $1.key }.map { PlainValue.Entry(key: $0.key, value: .text($0.value)) })
      }
    )
  }
}

extension ValueType {
  static func section() -> ValueType where Value: ConfigurationSection {
    ValueType(shape: .section(Value.descriptions), read: { Value.read($0, $1, &$2) }, plain: { $0.plain })
  }

  static func optionalSection<Section: ConfigurationSection>() -> ValueType where Value == Section? {
    ValueType(
      shape: .optionalSection(Section.descriptions),
      read: { .some(Section.read($0, $1, &$2)) },
      plain: { $0?.plain ?? .absent }
    )
  }

  static func sections<Section: ConfigurationSection>() -> ValueType where Value == [Section] {
    ValueType(
      shape: .sections(Section.descriptions),
      read: { node, path, reading in
        reading.items(node, path)?.enumerated().compactMap { Section.read($1, "\(path)[\($0)]", &reading) }
      },
      plain: { .sections($0.map(\.plain)) }
    )
  }
}
