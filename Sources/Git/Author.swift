/// Who commits, as it is written into the commit.
package struct Author: Sendable, Equatable {
  package let name: String
  package let email: String

  /// Neither may hold angle brackets or line ends, and each needs a letter or a digit.
  package init(name: String, email: String) {
    self.name = name
    self.email = email
  }

  /// Whether git can write it down.
  var isUsable: Bool {
    [name, email].allSatisfy { text in
      text.contains { $0.isLetter || $0.isNumber }
        && !text.unicodeScalars.contains { $0.value < 32 || $0 == "<" || $0 == ">" }
    }
  }
}
