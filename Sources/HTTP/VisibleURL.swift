/// A URL as it may be shown: without user and password, and without the values of its query.
struct VisibleURL {
  let text: String

  /// Takes a URL, or any text that was given as one.
  init(_ url: String) {
    var rest = url[...]
    if let fragment = rest.firstIndex(of: "#") {
      rest = rest[..<fragment]
    }
    var query: Substring?
    if let mark = rest.firstIndex(of: "?") {
      query = rest[rest.index(after: mark)...]
      rest = rest[..<mark]
    }
    text = Self.withoutUser(rest) + (query.map { "?" + Self.namesOnly($0) } ?? "")
  }

  private static func withoutUser(_ address: Substring) -> String {
    guard let scheme = address.firstRange(of: "://") else {
      // Without a scheme nobody can say where a password would stand.
      return address.contains("@") ? "…" : String(address)
    }
    let end = address[scheme.upperBound...].firstIndex(of: "/") ?? address.endIndex
    guard let at = address[scheme.upperBound..<end].lastIndex(of: "@") else { return String(address) }
    return String(address[..<scheme.upperBound] + address[address.index(after: at)...])
  }

  private static func namesOnly(_ query: Substring) -> String {
    query.split(separator: "&")
      .map { item in item.firstIndex(of: "=").map { "\(item[..<$0])=…" } ?? "…" }
      .joined(separator: "&")
  }
}
