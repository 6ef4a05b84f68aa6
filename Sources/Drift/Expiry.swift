package import Foundation
package import Model

/// A credential that ends, named ahead of its end.
package struct Expiry: Sendable, Hashable {
  /// NAME of the Project; nil for a credential of our own.
  package var project: String?
  /// The name of the token, as GitLab has it.
  package var token: String
  package var expiresAt: Date
  /// High where somebody should see to it now, else low.
  package var severity: Severity

  package init(project: String?, token: String, expiresAt: Date, severity: Severity) {
    self.project = project
    self.token = token
    self.expiresAt = expiresAt
    self.severity = severity
  }

  /// Life left of our own token, in seconds, below which somebody should see to it: nobody renews it but people.
  private static let ownNotice = 30 * 86_400.0

  /// That of the token that we ask GitLab with, however far ahead; nil where it has none or nothing is known of it.
  package static func ofOwnToken(in gitlab: Snapshot.GitLab) -> Expiry? {
    guard let own = gitlab.ownToken.value, let diesAt = own.diesAt else { return nil }
    let left = diesAt.timeIntervalSince(gitlab.time)
    return Expiry(project: nil, token: own.name, expiresAt: diesAt, severity: left < ownNotice ? .high : .low)
  }
}

extension Expiry: Comparable {
  /// By date, then by Project with our own first, then by token.
  package static func < (left: Expiry, right: Expiry) -> Bool {
    (left.expiresAt, left.project ?? "", left.token) < (right.expiresAt, right.project ?? "", right.token)
  }
}
