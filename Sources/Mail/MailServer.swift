package import HTTP
package import Secrets

/// A server that takes mails, and how it is spoken to.
package struct MailServer: Sendable {
  /// Who we are to it.
  package struct Login: Sendable {
    package var username: String
    package var password: Secret

    package init(username: String, password: Secret) {
      self.username = username
      self.password = password
    }
  }

  /// `smtp://HOST:PORT`, or `smtps://HOST:PORT` where TLS is spoken from the start.
  package var url: String
  /// Whether a connection that begins without TLS must go over to it before anything is said (RFC 3207).
  package var requiresTLS = true
  package var login: Login?
  package var trust: HTTPClientConfiguration.Trust = .system
  /// The longest that sending one mail may take.
  package var timeout: Duration = .seconds(60)

  package init(url: String) {
    self.url = url
  }

  /// Hands over one mail; when this returns, the server has taken it for every recipient.
  ///
  /// - Throws: ``MailError``; then nobody can tell whether a recipient gets it, but where the reason says so.
  package func send(_ message: MailMessage) async throws(MailError) {
    let transfer = MailTransfer(message, to: self)
    if let reason = await transfer.run() {
      throw MailError(server: url, reason: reason)
    }
  }
}
