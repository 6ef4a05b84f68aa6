import Yams

import struct Model.TextPlace

/// A node on the way to what we read and edit; all that stands beside the way is left unseen.
///
/// It must be used while the parser lives, as a node forgets its anchor with the parser.
struct YAMLCursor {
  let node: Node
  /// The key under which it stands, or that of the list in which it stands.
  private let key: String
  private let isElement: Bool
  /// Where its key begins; nil for a document and for an element of a list.
  let keyPlace: TextPlace?

  /// Steps onto `node`.
  ///
  /// - Throws: ``YAMLFlaw`` where it bears an anchor or comes from one.
  init(
    _ node: Node,
    key: String = "the document",
    isElement: Bool = false,
    keyPlace: TextPlace? = nil
  ) throws(YAMLFlaw) {
    if let anchor = node.anchor { throw YAMLFlaw(.anchor(anchor.rawValue), at: node.mark) }
    self.node = node
    self.key = key
    self.isElement = isElement
    self.keyPlace = keyPlace
  }

  /// Where it begins.
  var place: TextPlace {
    TextPlace(node.mark) ?? TextPlace(line: 1, column: 1)
  }

  /// The scalar that it is; nil for null.
  ///
  /// - Throws: ``YAMLFlaw`` where it is a list or a mapping, or bears a foreign tag.
  func scalar() throws(YAMLFlaw) -> Node.Scalar? {
    guard case .scalar(let scalar) = node else { throw flaw(expected: .text) }
    return try YAMLValue(node) == .null ? nil : scalar
  }

  /// The fields of a mapping in their order; none for null.
  ///
  /// - Throws: ``YAMLFlaw`` where it is a scalar or a list, or where a key is a merge key, no scalar, or from an anchor.
  func fields() throws(YAMLFlaw) -> [(key: Node.Scalar, value: Node)] {
    if try isNull { return [] }
    guard case .mapping(let mapping) = node, mapping.tag.isCommon(.map) else { throw flaw(expected: .mapping) }
    var fields: [(key: Node.Scalar, value: Node)] = []
    fields.reserveCapacity(mapping.count)
    for (key, value) in mapping {
      if let anchor = key.anchor { throw YAMLFlaw(.anchor(anchor.rawValue), at: key.mark) }
      guard case .scalar(let name) = key else { throw YAMLFlaw(.keyIsNoText, at: key.mark) }
      guard name.string != "<<" || name.style != .plain else { throw YAMLFlaw(.mergeKey, at: key.mark) }
      fields.append((name, value))
    }
    return fields
  }

  /// The value of the field `key`; nil where there is none.
  ///
  /// - Throws: ``YAMLFlaw`` as ``fields()`` does, and where the value comes from an anchor.
  func member(_ key: String) throws(YAMLFlaw) -> YAMLCursor? {
    for (name, value) in try fields() where name.string == key {
      return try YAMLCursor(value, key: key, keyPlace: TextPlace(name.mark))
    }
    return nil
  }

  /// What stands at the end of `path`; nil where a key of it is absent.
  ///
  /// - Throws: ``YAMLFlaw`` where something on the way is no mapping or comes from an anchor.
  func descendant(_ path: YAMLPath) throws(YAMLFlaw) -> YAMLCursor? {
    var cursor = self
    for key in path.keys {
      guard let next = try cursor.member(key) else { return nil }
      cursor = next
    }
    return cursor
  }

  /// The elements of a list; none for null.
  ///
  /// - Throws: ``YAMLFlaw`` where it is no list, or where an element comes from an anchor.
  func elements() throws(YAMLFlaw) -> [YAMLCursor] {
    if try isNull { return [] }
    guard case .sequence(let sequence) = node, sequence.tag.isCommon(.seq) else { throw flaw(expected: .list) }
    var elements: [YAMLCursor] = []
    elements.reserveCapacity(sequence.count)
    for element in sequence { elements.append(try YAMLCursor(element, key: key, isElement: true)) }
    return elements
  }

  /// Whether nothing stands there.
  var isNull: Bool {
    get throws(YAMLFlaw) {
      guard case .scalar = node else { return false }
      return try YAMLValue(node) == .null
    }
  }

  private func flaw(expected: YAMLFlaw.Shape) -> YAMLFlaw {
    YAMLFlaw(.shape(of: isElement ? "an entry of \(key)" : key, expected: expected), at: node.mark)
  }
}

extension Tag {
  fileprivate func isCommon(_ name: Tag.Name) -> Bool {
    let own = Tag.Name(rawValue: rawValue)
    return own == .implicit || own == .nonSpecific || own == name
  }
}
