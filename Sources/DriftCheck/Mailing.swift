import HTTP
import Mail
import Model
import Reports
import Secrets

/// The mail about a run, with all that sending it needs.
struct Mailing: Sendable {
  private let section: MailSection
  private let server: MailServer

  /// Nil where the configuration asks for no mail.
  ///
  /// - Throws: ``SettingsFileError`` for a file of the configuration that cannot be used, so that a run that could not
  ///   tell anybody does not begin.
  init?(_ section: MailSection?) throws(SettingsFileError) {
    guard let section else { return nil }
    self.section = section
    var server = MailServer(url: section.smtp)
    switch section.startTLS {
    case .required: server.requiresTLS = true
    case .never: server.requiresTLS = false
    }
    if let username = section.username, let file = section.passwordFile {
      let password = Secret(try SettingsFile(key: "report.mail.passwordFile", path: file).line())
      server.login = MailServer.Login(username: username, password: password)
    }
    if let file = section.caFile {
      server.trust = .pem(try SettingsFile(key: "report.mail.caFile", path: file).text())
    }
    self.server = server
  }

  /// Mails `report` if it is worth it; what stays undone belongs into the report that is kept.
  func send(_ report: Report) async -> Unreadable? {
    guard report.isMailed(on: section.when) else { return nil }
    let text = MailText(report)
    let message = MailMessage(
      from: section.from,
      to: section.to,
      subject: text.subject,
      date: report.run.finishedAt,
      id: report.run.id,
      text: text.body
    )
    do throws(MailError) {
      try await server.send(message)
      return nil
    } catch {
      return Unreadable(system: .mail, subject: "the mail to \(section.to.joined(separator: ", "))", reason: "\(error)")
    }
  }
}
