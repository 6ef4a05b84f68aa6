extension JSONValue {
  /// Applies a JSON merge patch (RFC 7396): null takes a member out, objects are merged, all else is replaced.
  func merging(_ patch: JSONValue) -> JSONValue {
    guard case .object(let changes) = patch else { return patch }
    var merged = object ?? [:]
    for (key, change) in changes {
      merged[key] = change == .null ? nil : (merged[key] ?? .null).merging(change)
    }
    return .object(merged)
  }
}
