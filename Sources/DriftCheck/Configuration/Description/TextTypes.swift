import Formats
import Model

/// Parts of the patterns below.
private enum Pattern {
  /// A DNS label of RFC 1123 in lower case, as Kubernetes has it.
  static let label = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"
  static let subdomain = #"\#(label)(\.\#(label))*"#
  static let hostLabel = "[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?"
  static let port =
    ":([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
  /// A name, an IPv4 address, or an IPv6 address in brackets; then a port.
  static let authority = #"(\#(hostLabel)(\.\#(hostLabel))*|\[[0-9A-Fa-f:.]+\])(\#(port))?"#
  static let urlPath = "(/[A-Za-z0-9._~-]+)*/?"
  /// A part of a label: `pkg/apis/meta/v1/validation` of Kubernetes.
  static let labelPart = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"
  static let printable = #"[^\u0000-\u001F\u007F]*"#
}

extension TextType where Value == String {
  static let anything = TextType(
    TextShape(
      noun: "a text",
      rule: "any text in one line",
      example: "production",
      pattern: Pattern.printable,
      maximumLength: 1000
    )
  )

  static let remark = TextType(
    TextShape(
      noun: "a remark",
      rule: "a text in one line that is not blank",
      example: "migration OPS-12",
      pattern: #"\#(Pattern.printable)[^\u0000-\u0020\u007F]\#(Pattern.printable)"#,
      maximumLength: 1000
    )
  )

  /// An absolute path; a relative one is taken from the folder of the configuration file.
  static let path = TextType(
    TextShape(
      noun: "a path",
      rule: "the path of a file, relative to the configuration file, or from `~/`; never a secret itself",
      example: "secrets/gitlab-token",
      pattern: #"[^\u0000-\u001F\u007F]+"#,
      maximumLength: 4096
    ),
    parse: { text, surroundings in text.resemblesSecret ? nil : surroundings.absolutePath(text) }
  )

  static let namespace = TextType(
    TextShape(
      noun: "a namespace's name",
      rule: "at most 63 of `a-z`, `0-9` and `-`, with a letter or digit at both ends",
      example: "driftcheck",
      pattern: Pattern.label,
      maximumLength: 63
    )
  )

  static let objectName = TextType(
    TextShape(
      noun: "an object's name",
      rule: "at most 253 of `a-z`, `0-9`, `-` and `.`, with a letter or digit at both ends of each part",
      example: "gitlab-registry-image-pull-secret",
      pattern: Pattern.subdomain,
      maximumLength: 253
    )
  )

  static let apiGroup = TextType(
    TextShape(
      noun: "an API group",
      rule: "a DNS name of at least two parts in lower case, without version",
      example: "kyotu.tech",
      pattern: #"\#(Pattern.label)(\.\#(Pattern.label))+"#,
      maximumLength: 253
    )
  )

  static let apiVersion = TextType(
    TextShape(
      noun: "an API version",
      rule: "a `v`, a number and perhaps `alpha` or `beta` with a number, without group",
      example: "v1",
      pattern: "v[1-9][0-9]*((alpha|beta)[1-9][0-9]*)?",
      maximumLength: 63
    )
  )

  static let labelKey = TextType(
    TextShape(
      noun: "a label's key",
      rule: "at most 63 of letters, digits, `-`, `_` and `.`, with a letter or digit at both ends, perhaps after a "
        + "DNS name and `/`",
      example: "app.kubernetes.io/part-of",
      pattern: "(\(Pattern.subdomain)/)?\(Pattern.labelPart)",
      maximumLength: 317
    )
  )

  static let labelValue = TextType(
    TextShape(
      noun: "a label's value",
      rule: "at most 63 of letters, digits, `-`, `_` and `.`, with a letter or digit at both ends, or nothing",
      example: "projects",
      pattern: "(\(Pattern.labelPart))?",
      maximumLength: 63
    )
  )

  static let registryHost = TextType(
    TextShape(
      noun: "a registry's host",
      rule: "a host, perhaps with a port and a path, without user name",
      example: "registry.example.com",
      pattern: "(https?://)?\(Pattern.authority)\(Pattern.urlPath)",
      maximumLength: 512
    ),
    parse: { text, _ in RegistryHost(text).description }
  )

  static let webAddress = TextType(
    TextShape(
      noun: "a web address",
      rule: "`https://` or `http://`, a host, perhaps a port and a path; no user name, no `?`, no `#`",
      example: "https://gitlab.example.com",
      pattern: "https?://\(Pattern.authority)\(Pattern.urlPath)",
      maximumLength: 2048
    ),
    parse: { text, _ in text.hasSuffix("/") ? String(text.dropLast()) : text }
  )

  static let proxy = TextType(
    TextShape(
      noun: "a proxy's address",
      rule: "`http://`, `https://`, `socks5://` or `socks5h://`, a host and perhaps a port, without user name",
      example: "http://proxy.example.com:3128",
      pattern: "(https?|socks5h?)://\(Pattern.authority)/?",
      maximumLength: 512
    )
  )

  static let mailServer = TextType(
    TextShape(
      noun: "the address of a mail server",
      rule: "`smtp://` or `smtps://`, a host and perhaps a port, without user name",
      example: "smtp://mail.example.com:587",
      pattern: "smtps?://\(Pattern.authority)/?",
      maximumLength: 512
    ),
    parse: { text, _ in text.hasSuffix("/") ? String(text.dropLast()) : text }
  )

  static let personName = TextType(
    TextShape(
      noun: "a name in a commit",
      rule: "a text in one line without `<` and `>`, with a letter or a digit",
      example: "driftcheck",
      pattern: #"[^\u0000-\u001F\u007F<>]*[A-Za-z0-9][^\u0000-\u001F\u007F<>]*"#,
      maximumLength: 253
    )
  )

  static let mailAddress = TextType(
    TextShape(
      noun: "a mail address",
      rule: "one plain address, without name and quotes",
      example: "platform@example.com",
      pattern: #"[A-Za-z0-9_][A-Za-z0-9._%+-]{0,63}@\#(Pattern.hostLabel)(\.\#(Pattern.hostLabel))*"#,
      maximumLength: 254
    )
  )

  static let scope = TextType(
    TextShape(
      noun: "a scope",
      rule: "a scope of GitLab's access tokens, in lower case",
      example: "read_registry",
      pattern: "[a-z][a-z0-9_]*"
    )
  )

  static let groupPath = TextType(
    TextShape(
      noun: "a group's full path",
      rule: "names of groups with `/` between them, as they stand in the group's address",
      example: "company/projects",
      pattern: "[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*",
      maximumLength: 1024
    )
  )
}

extension TextType where Value == Duration {
  static let duration = TextType(
    TextShape(
      noun: "a duration",
      rule: "a whole number and one of `s`, `m`, `h`, `d`, without blanks",
      example: "10m",
      pattern: "[0-9]{1,7}[smhd]"
    ),
    parse: { text, _ in Duration(unitText: text) },
    write: { $0.unitText }
  )
}

extension TextType where Value == Day {
  static let day = TextType(
    TextShape(
      noun: "a date",
      rule: "a day that exists, as year, month and day",
      example: "2027-03-31",
      pattern: "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    ),
    parse: { text, _ in Day(text) },
    write: \.description
  )
}

extension TextType where Value == Glob {
  static let glob = TextType(
    TextShape(
      noun: "a pattern of names",
      rule: "a name in which `*` stands for any characters, `?` for one and `[ab]` for one of these",
      example: "legacy-*",
      pattern: #"[\[\]a-z0-9*?!-]+"#,
      maximumLength: 253
    ),
    parse: { text, _ in Glob(text) },
    write: \.description
  )
}
