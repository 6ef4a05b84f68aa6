/// Why a mail was not sent.
package struct MailError: Error, Sendable, Equatable {
  /// What went wrong.
  package enum Reason: Sendable, Equatable {
    case unresolved
    case unreachable(detail: String)
    /// TLS was required, and the server does not offer it.
    case noTLS
    case tls(detail: String)
    /// The server does not take our name and password; `said` is its own line.
    case loginRefused(said: String)
    /// The server does not take the sender, a recipient or the mail; `said` is its own line.
    case refused(said: String)
    case timedOut
    case cancelled
    /// libcurl's own words for a failure that has no name here.
    case other(detail: String)
  }

  /// The address of the server; it never holds a password.
  package let server: String
  package let reason: Reason
}

extension MailError: CustomStringConvertible {
  /// What was tried, what the server said, and what to do next.
  package var description: String {
    "cannot send mail through \(server): \(reason.words)"
  }
}

extension MailError.Reason {
  fileprivate var words: String {
    switch self {
    case .unresolved:
      "its host name is unknown here; check report.mail.smtp"
    case .unreachable(let detail):
      "no connection: \(detail); check report.mail.smtp, and that the network lets it through"
    case .noTLS:
      "it does not offer STARTTLS; enable it there, or say report.mail.startTLS: never"
    case .tls(let detail):
      "TLS failed: \(detail); if an authority of your own signed its certificate, name it in report.mail.caFile"
    case .loginRefused(let said):
      "it refuses our name and password\(quoting(said)); check report.mail.username and report.mail.passwordFile"
    case .refused(let said):
      "it does not take the mail\(quoting(said)); check report.mail.from and report.mail.to"
    case .timedOut:
      "it did not answer in time"
    case .cancelled:
      "the run was ended"
    case .other(let detail):
      detail
    }
  }

  private func quoting(_ said: String) -> String {
    said.isEmpty ? "" : ": \(said)"
  }
}
