/// Somebody whose GitLab token the sandbox knows from the start.
///
/// Like all tokens of the sandbox these open nothing but a sandbox on a loopback port.
package enum GitLabAccount: CaseIterable, Sendable {
  /// The administrator that driftcheck acts as; its token has the scope `api`.
  case driftcheck
  /// The same with a token that can only read, `read_api`.
  case reader
  /// A Maintainer of the group `shop`, and nothing more than that.
  case maintainer
  /// A member of no group.
  case outsider

  /// The user name.
  package var username: String {
    switch self {
    case .driftcheck, .reader: "driftcheck"
    case .maintainer: "mia.maintainer"
    case .outsider: "olaf.outsider"
    }
  }

  /// The token.
  package var secret: String { Identifiers.token("gitlab/account/\(self)") }

  var scopes: [String] {
    switch self {
    case .reader: ["read_api"]
    case .driftcheck, .maintainer, .outsider: ["api"]
    }
  }

  var userID: Int {
    switch self {
    case .driftcheck, .reader: 2
    case .maintainer: 3
    case .outsider: 4
    }
  }
}
