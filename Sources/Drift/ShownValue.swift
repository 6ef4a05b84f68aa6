extension FieldDifference.Side {
  /// How the tokens of GitLab and GitHub begin, and private keys in PEM (GitLab: "Token prefixes").
  private static let secretMarks = ["glpat-", "gldt-", "glrt-", "glptt-", "ghp_", "github_pat_", "-----BEGIN"]

  /// A text out of a file that anybody may edit; absent for nil, and masked where it looks like a credential.
  init(shown text: String?) {
    guard let text else {
      self = .absent
      return
    }
    let isSecret =
      Self.secretMarks.contains { text.contains($0) } || text.firstMatch(of: /:\/\/[^\/\s@]+:[^\/\s@]+@/) != nil
    self = isSecret ? .masked : .text(text)
  }
}
