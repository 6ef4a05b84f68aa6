extension String {
  /// How the tokens of GitLab and others begin, and keys in PEM (GitLab: `security/tokens`, "Token prefixes").
  private static let secretMarks = [
    "glpat-", "gloas-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glimt-", "glagent-", "glsoat-", "glffct-",
    "ghp_", "gho_", "ghs_", "github_pat_", "-----BEGIN",
  ]

  /// Whether this is, or begins with, what looks like a token, a private key, or an address with a password.
  var resemblesSecret: Bool {
    // More than is ever shown of it.
    let beginning = String(unicodeScalars.prefix(1000))
    return String.secretMarks.contains { beginning.contains($0) }
      || beginning.firstMatch(of: /:\/\/[^\/\s]*@/) != nil
  }

  /// A value as an error shows it: quoted, cut short, and not at all where it looks like a secret.
  var shownAsValue: String {
    resemblesSecret ? "the value (not shown, it looks like a secret)" : "\"\(shortened)\""
  }

  /// A key or path as an error shows it.
  var shownAsKey: String {
    resemblesSecret ? "a key that looks like a secret" : shortened
  }

  private var shortened: String {
    let visible = unicodeScalars.prefix(80).map { scalar in
      scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
        ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return visible.joined() + (unicodeScalars.count > 80 ? "…" : "")
  }
}
