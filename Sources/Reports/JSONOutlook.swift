import Drift
import Foundation
import Model

// What is to come.
extension JSONReport {
  struct ExpiryEntry: Encodable, Sendable {
    /// Null for a credential of our own.
    @OrNull var project: String?
    var token: String
    var expiresAt: Date
    var severity: Severity

    init(_ expiry: Expiry) {
      project = expiry.project
      token = expiry.token
      expiresAt = expiry.expiresAt
      severity = expiry.severity
    }
  }

  struct RemovalEntry: Encodable, Sendable {
    var id: String
    var kind: Kind
    var project: String
    var subject: String
    var dueAt: Date

    init(_ removal: ComingRemoval) {
      id = removal.finding.id
      kind = removal.finding.kind
      project = removal.finding.project
      subject = removal.finding.subject
      dueAt = removal.dueAt
    }
  }
}
