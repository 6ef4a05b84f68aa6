/// What stands around the items of a list: `ListMeta` of meta/v1 and the kind.
struct ListEnvelope: Sendable, Equatable {
  var kind: String?
  var resourceVersion: String?
  /// The token for the next page; nil on the last one.
  var continueToken: String?
  var remainingItemCount: Int?
  /// Whether there was an `items` at all.
  var hasItems: Bool
}

extension ListEnvelope: Decodable {
  private enum Key: String, CodingKey {
    case kind, metadata, items
  }

  private struct Metadata: Decodable {
    var resourceVersion: String?
    var `continue`: String?
    var remainingItemCount: Int?
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    kind = try fields.decodeIfPresent(String.self, forKey: .kind)
    let metadata = try fields.decodeIfPresent(Metadata.self, forKey: .metadata)
    resourceVersion = metadata?.resourceVersion
    continueToken = metadata?.continue.flatMap { $0.isEmpty ? nil : $0 }
    remainingItemCount = metadata?.remainingItemCount
    hasItems = try Self.hasItems(fields)
  }

  /// The splitter takes the items out, so what is left is an empty array, or null where there was null.
  private static func hasItems(_ fields: KeyedDecodingContainer<Key>) throws -> Bool {
    guard fields.contains(.items) else { return false }
    guard try !fields.decodeNil(forKey: .items) else { return true }
    guard try fields.nestedUnkeyedContainer(forKey: .items).isAtEnd else {
      throw DecodingError.dataCorruptedError(forKey: .items, in: fields, debugDescription: "items left over")
    }
    return true
  }
}
