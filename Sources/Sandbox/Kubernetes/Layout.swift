import Foundation

/// How an answer shows objects: whole, or their metadata alone.
enum Layout: Sendable {
  case whole
  case metadata

  /// Chooses the first form in the header `Accept` that the server can write.
  ///
  /// - Throws: ``APIError/notAcceptable``.
  init(accept: String) throws {
    let choices = accept.split(separator: ",").map { choice in
      choice.split(separator: ";").map { String($0.filter { !$0.isWhitespace }) }
    }
    for parts in choices where ["application/json", "application/*", "*/*"].contains(parts.first) {
      let form = parts.first { $0.hasPrefix("as=") }
      switch form {
      case nil: self = .whole
      case "as=PartialObjectMetadata", "as=PartialObjectMetadataList": self = .metadata
      default: continue
      }
      return
    }
    guard choices.isEmpty else { throw APIError.notAcceptable }
    self = .whole
  }

  /// The text of one object.
  func text(of object: StoredObject) -> Data {
    switch self {
    case .whole: object.json.text
    case .metadata: object.metadata
    }
  }

  /// The text of a page of a list.
  ///
  /// A list of custom resources has its metadata behind its items, every other list before them, as the real
  /// server writes them; a client that reads while the list arrives meets both.
  func text(of page: ListPage, type: ResourceType) -> Data {
    let isCustom = type.isCustom && self == .whole
    var metadata: JSONValue = ["resourceVersion": .string(String(page.revision))]
    metadata["continue"] = page.token.map(JSONValue.string) ?? (isCustom ? "" : nil)
    if self == .whole { metadata["remainingItemCount"] = page.remaining.map(JSONValue.integer) }

    let kind = self == .whole ? "\(type.kind)List" : "PartialObjectMetadataList"
    let apiVersion = self == .whole ? type.apiVersion : "meta.k8s.io/v1"
    var text = Data()
    text.reserveCapacity(page.objects.reduce(1024) { $0 + bytes(of: $1).count + 1 })
    text.append(
      contentsOf: isCustom
        ? "{\"apiVersion\":\"\(apiVersion)\",\"items\":[".utf8
        : "{\"kind\":\"\(kind)\",\"apiVersion\":\"\(apiVersion)\",\"metadata\":".utf8
    )
    if !isCustom {
      text.append(metadata.text)
      text.append(contentsOf: ",\"items\":[".utf8)
    }
    for (index, object) in page.objects.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      text.append(bytes(of: object))
    }
    guard isCustom else {
      text.append(contentsOf: "]}\n".utf8)
      return text
    }
    text.append(contentsOf: "],\"kind\":\"\(kind)\",\"metadata\":".utf8)
    text.append(metadata.text)
    text.append(contentsOf: "}\n".utf8)
    return text
  }

  private func bytes(of object: StoredObject) -> Data {
    switch self {
    case .whole: object.listed
    case .metadata: object.metadata
    }
  }
}
