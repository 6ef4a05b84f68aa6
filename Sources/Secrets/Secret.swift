/// A text that must never be shown: a token, a password, a private key.
///
/// Printing, interpolating, dumping or mirroring it yields `<secret>`, and it cannot be encoded. The one way to the
/// plain text is ``reveal()``, so every place that handles one can be found by that word.
package struct Secret: Sendable, Hashable {
  private let text: String

  /// Takes `text` into custody.
  package init(_ text: String) {
    self.text = text
  }

  /// Returns the plain text, for the one call that must send or compare it.
  package func reveal() -> String {
    text
  }

  /// Says whether there is nothing to keep.
  package var isEmpty: Bool {
    text.isEmpty
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "<secret>" }
  package var debugDescription: String { "<secret>" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

@available(*, unavailable, message: "A secret is never written into a report, a log or a database.")
extension Secret: Encodable {
  package func encode(to encoder: any Encoder) throws {}
}
