import Formats

extension TextType where Value == String {
  /// The address of a repository in one of the forms that git knows; never one that holds a password.
  static let repository = TextType(
    TextShape(
      noun: "the address of a repository",
      rule:
        "`https://`, `http://` or `ssh://`, a host, perhaps a port, and a path, or `user@host:path`, or the absolute "
        + "path of a folder; no password",
      example: "https://gitlab.example.com/operations/deployment.git",
      pattern: "https?://\(authority)\(urlPath)|ssh://(\(account)@)?\(authority)\(urlPath)"
        + "|\(account)@\(host):[A-Za-z0-9._~/-]+|/[^\\u0000-\\u001F\\u007F]+",
      maximumLength: 2048
    )
  )

  /// A name that `git check-ref-format` lets through, without its rarer characters.
  static let branch = TextType(
    TextShape(
      noun: "a branch",
      rule: "letters, digits, `.`, `_` and `-`, in parts with `/` between them, without `refs/heads/`",
      example: "main",
      pattern: "\(refPart)(/\(refPart))*",
      maximumLength: 250
    ),
    parse: { text, _ in text.contains("..") || text.hasPrefix("refs/heads/") ? nil : text }
  )

  static let userName = TextType(
    TextShape(
      noun: "a user name",
      rule: "a name without colon, blank and control character",
      example: "oauth2",
      pattern: "[^\\u0000-\\u0020\\u007F:]+",
      maximumLength: 255
    )
  )

  /// Never a way out of the repository.
  static let repositoryFile = TextType(
    TextShape(
      noun: "a file of the repository",
      rule: "its path from the top of the repository, without a slash at its beginning and without `..`",
      example: "namespaces/argocd/argocd-operator/rbac.yaml",
      pattern: "[^\\u0000-\\u001F\\u007F/]+(/[^\\u0000-\\u001F\\u007F/]+)*",
      maximumLength: 1000
    ),
    parse: { text, _ in text.split(separator: "/").contains { $0 == "." || $0 == ".." } ? nil : text }
  )

  private static let host = "[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)*"
  private static let authority = "(\(host)|\\[[0-9A-Fa-f:.]+\\])(:[1-9][0-9]{0,4})?"
  private static let urlPath = "(/[A-Za-z0-9._~-]+)+/?"
  private static let account = "[A-Za-z0-9_][A-Za-z0-9._-]*"
  private static let refPart = "[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_-])?"
}

extension TextType where Value == YAMLPath {
  static let keyPath = TextType(
    TextShape(
      noun: "the path of a key",
      rule: "the keys that lead to it with points between them; one that holds a point itself in double quotes",
      example: "data.\"policy.csv\"",
      pattern: "\(key)(\\.\(key))*",
      maximumLength: 500
    ),
    parse: { text, _ in YAMLPath(parsing: text) },
    write: \.description
  )

  private static let key = "(\"[^\"\\u0000-\\u001F\\u007F]+\"|[^.\"\\u0000-\\u001F\\u007F]+)"
}
