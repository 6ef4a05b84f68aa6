/// The keys that lead to a field of a YAML document, from the outermost inwards.
package struct YAMLPath: Sendable, Hashable {
  package let keys: [String]

  package init(_ keys: [String]) {
    self.keys = keys
  }

  /// Reads keys with points between them; a key that holds a point itself stands in double quotes, `data."policy.csv"`.
  ///
  /// Nil where a key is empty or a quote stands where none may stand.
  package init?(parsing text: String) {
    var keys: [String] = []
    var rest = text[...]
    while true {
      if rest.first == "\"" {
        rest.removeFirst()
        guard let end = rest.firstIndex(of: "\"") else { return nil }
        keys.append(String(rest[..<end]))
        rest = rest[rest.index(after: end)...]
      } else {
        let key = rest.prefix { $0 != "." && $0 != "\"" }
        keys.append(String(key))
        rest = rest[key.endIndex...]
      }
      guard keys.last?.isEmpty == false else { return nil }
      guard let next = rest.popFirst() else { break }
      guard next == "." else { return nil }
    }
    self.keys = keys
  }
}

extension YAMLPath: CustomStringConvertible {
  /// As it is written in a configuration: `data."policy.csv"`.
  package var description: String {
    keys.map { $0.contains(".") ? "\"\($0)\"" : $0 }.joined(separator: ".")
  }
}
