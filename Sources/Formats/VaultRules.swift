/// What a Vault policy with a single path allows.
///
/// Of HCL only the shape `path "P" { capabilities = ["A", "B"] }` is read: that is what a Project's policy must be, so
/// whatever has another shape differs from it.
struct VaultRules: Sendable, Hashable {
  /// Without a slash at its beginning, which Vault drops (`vault/policy.go`).
  let path: String
  let capabilities: Set<String>

  init(path: String, capabilities: some Sequence<String>) {
    self.path = path.hasPrefix("/") ? String(path.dropFirst()) : path
    self.capabilities = Set(capabilities)
  }

  /// Reads the rules of a policy; blanks, comments, quoted keys and the order of capabilities mean nothing.
  ///
  /// Nil where they have any other shape, or are no HCL.
  init?(parsing text: String) {
    var tokens = HCLTokens(text)
    guard tokens.acceptKey("path"), case .text(let path)? = tokens.next(), tokens.accept("{"),
      tokens.acceptKey("capabilities"), tokens.accept("="), tokens.accept("[")
    else { return nil }
    var capabilities: [String] = []
    while !tokens.accept("]") {
      guard case .text(let capability)? = tokens.next() else { return nil }
      capabilities.append(capability)
      guard tokens.accept(",") || tokens.peek == .mark("]") else { return nil }
    }
    guard tokens.accept("}"), tokens.isAtEnd else { return nil }
    self.init(path: path, capabilities: capabilities)
  }

  /// The rules as HCL, without a line end after the last line.
  static func written(path: String, capabilities: [String]) -> String {
    "path \(quoted(path)) {\n  capabilities = [\(capabilities.map(quoted).joined(separator: ", "))]\n}"
  }

  /// A text of HCL, in ASCII, so that no character of it breaks a line of the file in which it stands.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain { return "\"\(text)\"" }
    var quoted = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where (0x20..<0x7F).contains(scalar.value): quoted.unicodeScalars.append(scalar)
      case _:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\U\(String(repeating: "0", count: 8 - digits.count))\(digits)"
      }
    }
    return "\"\(quoted)\""
  }
}
