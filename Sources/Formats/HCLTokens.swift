/// The tokens of a text in HCL 1, as Vault splits it (`hashicorp/hcl`, `hcl/scanner`), as far as a policy needs them.
struct HCLTokens {
  enum Token: Sendable, Hashable {
    case word(String)
    /// A text in double quotes, without them.
    case text(String)
    case mark(Unicode.Scalar)
    /// Anything else, also a text that is not closed or holds what we do not read.
    case unknown
  }

  /// The next token; nil at the end.
  private(set) var peek: Token?
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) {
    rest = text.unicodeScalars[...]
    advance()
  }

  var isAtEnd: Bool { peek == nil }

  mutating func next() -> Token? {
    defer { advance() }
    return peek
  }

  /// Passes over the mark `mark`; false where something else is next.
  mutating func accept(_ mark: Unicode.Scalar) -> Bool {
    guard peek == .mark(mark) else { return false }
    advance()
    return true
  }

  /// Passes over the key `name`, in quotes or not; false where something else is next.
  mutating func acceptKey(_ name: String) -> Bool {
    guard peek == .word(name) || peek == .text(name) else { return false }
    advance()
    return true
  }

  private mutating func advance() {
    guard skipBlanksAndComments() else {
      peek = .unknown
      rest = rest[rest.endIndex...]
      return
    }
    switch rest.first {
    case nil: peek = nil
    case "\""?: peek = quotedText()
    case let first? where isWordScalar(first):
      let word = rest.prefix(while: isWordScalar)
      rest = rest[word.endIndex...]
      peek = .word(String(word))
    case let first?:
      rest.removeFirst()
      peek = "{}[]=,".unicodeScalars.contains(first) ? .mark(first) : .unknown
    }
  }

  /// False where a comment is not closed.
  private mutating func skipBlanksAndComments() -> Bool {
    while let first = rest.first {
      switch first {
      case " ", "\t", "\n", "\r": rest.removeFirst()
      case "#": skipLine()
      case "/" where rest.dropFirst().first == "/": skipLine()
      case "/" where rest.dropFirst().first == "*":
        rest = rest.dropFirst(2)
        guard skipPastCommentEnd() else { return false }
      case _: return true
      }
    }
    return true
  }

  private mutating func skipLine() {
    rest = rest.drop { $0 != "\n" }
  }

  private mutating func skipPastCommentEnd() -> Bool {
    while let star = rest.firstIndex(of: "*") {
      rest = rest[rest.index(after: star)...]
      if rest.first == "/" {
        rest.removeFirst()
        return true
      }
    }
    return false
  }

  private mutating func quotedText() -> Token {
    rest.removeFirst()
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"": return .text(String(text))
      case "\n": return .unknown
      case "\\":
        guard let escaped = escapedScalar() else { return .unknown }
        text.append(escaped)
      case "$" where rest.first == "{": return .unknown
      case _: text.append(scalar)
      }
    }
    return .unknown
  }

  private mutating func escapedScalar() -> Unicode.Scalar? {
    let digits: Int
    switch rest.popFirst() {
    case "\"": return "\""
    case "\\": return "\\"
    case "n": return "\n"
    case "u": digits = 4
    case "U": digits = 8
    case _: return nil
    }
    let text = rest.prefix(digits)
    rest = rest.dropFirst(digits)
    guard text.count == digits, text.allSatisfy(\.properties.isASCIIHexDigit) else { return nil }
    return UInt32(String(text), radix: 16).flatMap(Unicode.Scalar.init)
  }

  private func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || "_-.0123456789".unicodeScalars.contains(scalar)
  }
}
