import Yams

/// What a file says beside the fields that are ours, to prove that an edit left it as it was.
struct YAMLSurroundings: Equatable {
  private let documents: [Node]

  /// Reads `text` without the fields `keys` under `path`; a mapping that holds nothing else is left out with them.
  ///
  /// - Throws: ``YAMLFlaw`` where it is no YAML.
  init(of text: String, without keys: Set<String>, under path: YAMLPath) throws(YAMLFlaw) {
    var documents: [Node] = []
    try YAMLDocument.forEachRoot(in: text) { (root) throws(YAMLFlaw) in
      if let rest = YAMLSurroundings.rest(of: root, without: keys, under: path.keys[...]) { documents.append(rest) }
    }
    self.documents = documents
  }

  private static func rest(of node: Node, without keys: Set<String>, under path: ArraySlice<String>) -> Node? {
    guard case .mapping(let mapping) = node else {
      let isNull = node.scalar.map { $0.style == .plain && YAMLValue(plain: $0.string) == .null } ?? false
      return isNull ? nil : node
    }
    var pairs: [(Node, Node)] = []
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        pairs.append((key, value))
        continue
      }
      if let next = path.first {
        let rest = name == next ? rest(of: value, without: keys, under: path.dropFirst()) : value
        if let rest { pairs.append((key, rest)) }
      } else if !keys.contains(name) {
        pairs.append((key, value))
      }
    }
    return pairs.isEmpty ? nil : Node(pairs, mapping.tag)
  }
}
