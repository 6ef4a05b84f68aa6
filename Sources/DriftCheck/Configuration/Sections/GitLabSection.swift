/// `gitlab`: the GitLab that is looked at.
package struct GitLabSection: Sendable, Equatable {
  /// Scheme, host, port where there is one, and the path that it lives under, without a trailing slash.
  package var url = ""
  /// The file, absolute, that holds the token.
  package var tokenFile = ""
  /// A file, absolute, with the certificates of the authorities to trust beside the system's; nil for none.
  package var caFile: String?
  /// The address of the proxy, without user name; nil for none.
  package var proxy: String?
  /// The full path of the group that holds the Projects' groups; nil for the top level.
  package var parentGroup: String?
}

extension GitLabSection: ConfigurationSection {
  static let keys: [Key<GitLabSection>] = [
    Key("url", \.url, .text(.webAddress), required: "url: https://gitlab.example.com", "Where GitLab is."),
    Key(
      "tokenFile",
      \.tokenFile,
      .text(.path),
      required: "tokenFile: secrets/gitlab-token",
      "The file that holds the access token. The token itself never stands in the configuration."
    ),
    Key("caFile", \.caFile, .optional(.path), "Certificates of authorities to trust, in PEM, beside the system's."),
    Key("proxy", \.proxy, .optional(.proxy), "The proxy on the way to GitLab, without user name and password."),
    Key(
      "parentGroup",
      \.parentGroup,
      .optional(.groupPath),
      "The full path of the group that the Projects' groups live in. When empty: the top level."
    ),
  ]
}
