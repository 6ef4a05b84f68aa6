package import Secrets

/// One header field of a request.
package struct HTTPField: Sendable {
  /// What a field holds: a text that may be shown, or one that may not.
  package enum Value: Sendable {
    case plain(String)
    case secret(Secret)
  }

  package let name: String
  package let value: Value

  /// A field whose value may be shown.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = .plain(value)
  }

  /// A field whose value is sent, and shown nowhere.
  package init(_ name: String, _ value: Secret) {
    self.name = name
    self.value = .secret(value)
  }

  /// Whether name and value can stand in a header: no line end, no other control character.
  var isWellFormed: Bool {
    !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: ":") }
      && text.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7f) }
  }

  /// The name, as far as it can be shown.
  var visibleName: String {
    String(name.unicodeScalars.filter { $0.properties.generalCategory != .control }.map(Character.init))
  }

  /// The value as it goes over the wire.
  var text: String {
    switch value {
    case .plain(let text): text
    case .secret(let secret): secret.reveal()
    }
  }
}
