import Yams

/// One key of a section: the single place that says how it is called, read, checked, shown and explained.
struct Key<Section: ConfigurationSection>: Sendable {
  let name: String
  /// What it means, in Markdown.
  let documentation: String
  /// For a key that must be there, how it may look; nil for one that has a default.
  let example: String?
  let shape: Shape
  /// Reads `node`, which stands at `path`, into the section; leaves the default where it is wrong.
  let read: @Sendable (_ node: Node, _ path: String, inout Reading, inout Section) -> Void
  let plain: @Sendable (Section) -> PlainValue

  init<Value>(
    _ name: String,
    _ keyPath: any WritableKeyPath<Section, Value> & Sendable,
    _ type: ValueType<Value>,
    required example: String? = nil,
    _ documentation: String
  ) {
    self.name = name
    self.documentation = documentation
    self.example = example
    shape = type.shape
    read = { node, path, reading, section in
      reading.noteOrigin(of: path) { reading in
        if let value = type.read(node, path, &reading) { section[keyPath: keyPath] = value }
      }
    }
    plain = { type.plain($0[keyPath: keyPath]) }
  }
}

/// A key without its type, for what only describes: schema, reference and listing.
struct KeyDescription: Sendable {
  let name: String
  let documentation: String
  let example: String?
  let shape: Shape
  let defaultValue: PlainValue
}
