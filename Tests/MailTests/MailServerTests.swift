import Foundation
import HTTP
import Mail
import Secrets
import TestSupport
import Testing

@Suite("Mail through a real SMTP server")
struct MailServerTests {
  private static let report = MailMessage(
    from: "driftcheck@example.com",
    to: ["ops@example.com", "platform@example.com"],
    subject: "driftcheck: Drift: 1 finding",
    date: Date(timeIntervalSince1970: 1_795_386_251),
    id: "20261122T222411Z-a1b2",
    text: "Drift: 1 finding\n\n.a line with a point\nGröße = 100 %\n" + String(repeating: "long ", count: 60) + "\n"
  )

  @Test("A mail arrives once for all recipients, with its head, and with each character of its text")
  func arrival() async throws {
    let server = try await SMTPServer.start()
    try await plain(server).send(Self.report)
    let mails = try server.received()
    #expect(mails.count == 1)
    let mail = try #require(mails.first)
    #expect(mail.from == "driftcheck@example.com")
    #expect(mail.to == ["ops@example.com", "platform@example.com"])
    #expect(mail.field("Subject") == "driftcheck: Drift: 1 finding")
    #expect(mail.field("Date") == "Sun, 22 Nov 2026 22:24:11 +0000")
    #expect(mail.field("From") == "driftcheck@example.com")
    #expect(mail.field("To") == "ops@example.com, platform@example.com")
    #expect(mail.field("Message-ID") == "<20261122T222411Z-a1b2@example.com>")
    #expect(mail.field("Auto-Submitted") == "auto-generated")
    #expect(mail.field("MIME-Version") == "1.0")
    let shown = try await Self.textPart(of: mail.text)
    #expect(shown == Self.report.text)
    await server.stop()
  }

  @Test("A subject beyond ASCII arrives as it was written, and a line end in it begins no field")
  func subject() async throws {
    let server = try await SMTPServer.start()
    var message = Self.report
    message.subject = "Prüfung\r\nBcc: eve@example.com " + String(repeating: "ü", count: 80)
    try await plain(server).send(message)
    let mail = try #require(try server.received().first)
    #expect(mail.field("Bcc") == nil)
    let program =
      "import email,email.policy,sys;"
      + "print(email.message_from_string(sys.argv[1],policy=email.policy.default)['Subject'],end='')"
    let subject = try await Program.run("/usr/bin/python3", ["-c", program, mail.text]).text
    #expect(subject == "PrüfungBcc: eve@example.com " + String(repeating: "ü", count: 80))
    await server.stop()
  }

  @Test(
    "STARTTLS and TLS from the start are spoken with servers that a given authority vouches for",
    arguments: [false, true]
  )
  func encrypted(fromTheStart: Bool) async throws {
    let certificates = try await TestCertificates()
    let pair = try await certificates.pair("mail", names: "IP:127.0.0.1")
    let server = try await SMTPServer.start(certificate: pair, fromTheStart: fromTheStart, password: "robot:hunter2")
    var client = MailServer(url: "\(fromTheStart ? "smtps" : "smtp")://127.0.0.1:\(server.port)")
    client.trust = .pem(try certificates.authority.certificateText())
    client.login = MailServer.Login(username: "robot", password: Secret("hunter2"))
    try await client.send(Self.report)
    let mail = try #require(try server.received().first)
    #expect(mail.tls && mail.user == "robot")
    await server.stop()
  }

  @Test("A server that an unknown authority vouches for gets neither password nor mail")
  func untrusted() async throws {
    let certificates = try await TestCertificates()
    let pair = try await certificates.pair("mail", names: "IP:127.0.0.1")
    let server = try await SMTPServer.start(certificate: pair)
    let error = await failure(of: MailServer(url: "smtp://127.0.0.1:\(server.port)"))
    #expect(error?.description.contains("TLS failed: ") == true)
    #expect(error?.description.contains("report.mail.caFile") == true)
    await server.stop()
  }

  @Test("Where TLS is required, a server without it gets no mail")
  func withoutTLS() async throws {
    let server = try await SMTPServer.start()
    let error = await failure(of: MailServer(url: "smtp://127.0.0.1:\(server.port)"))
    #expect(error?.reason == .noTLS)
    await server.stop()
  }

  @Test("A wrong password is said, in the server's words and never with the password")
  func wrongPassword() async throws {
    let server = try await SMTPServer.start(password: "robot:hunter2")
    var client = plain(server)
    client.login = MailServer.Login(username: "robot", password: Secret("planted-password"))
    let error = await failure(of: client)
    #expect(error?.reason == .loginRefused(said: "535 5.7.8 Authentication credentials invalid"))
    #expect(error?.description.contains("planted-password") == false)
    await server.stop()
  }

  @Test("A recipient that the server refuses is an error with the server's words")
  func refusedRecipient() async throws {
    let server = try await SMTPServer.start()
    let error = await failure(of: plain(server), to: ["ops@example.com", "nobody@example.com"])
    #expect(error?.reason == .refused(said: "550 5.1.1 no such mailbox here"))
    await server.stop()
  }

  @Test("Nobody at the address, no such host: each is said")
  func unreachable() async throws {
    let server = try await SMTPServer.start()
    await server.stop()
    guard case .unreachable = await failure(of: plain(server))?.reason else {
      Issue.record("a port that nobody listens on")
      return
    }
    #expect(await failure(of: MailServer(url: "smtp://mail.invalid:25"))?.reason == .unresolved)
  }

  @Test("A server that falls silent is waited for no longer than allowed")
  func silence() async throws {
    let server = try await SMTPServer.start()
    var client = plain(server)
    client.timeout = .milliseconds(300)
    #expect(await failure(of: client, to: ["slow@example.com"])?.reason == .timedOut)
    await server.stop()
  }

  @Test("Cancelling ends the wait")
  func cancellation() async throws {
    let server = try await SMTPServer.start()
    let client = plain(server)
    let sending = Task { await failure(of: client, to: ["slow@example.com"]) }
    sending.cancel()
    #expect(await sending.value?.reason == .cancelled)
    await server.stop()
  }

  private func plain(_ server: SMTPServer) -> MailServer {
    var client = MailServer(url: "smtp://127.0.0.1:\(server.port)")
    client.requiresTLS = false
    return client
  }

  private func failure(of client: MailServer, to recipients: [String] = ["ops@example.com"]) async -> MailError? {
    var message = Self.report
    message.recipients = recipients
    do throws(MailError) {
      try await client.send(message)
      return nil
    } catch {
      return error
    }
  }

  /// What a mail program shows, as Python's library decodes it.
  private static func textPart(of mail: String) async throws -> String {
    let program =
      "import email,email.policy,sys;"
      + "print(email.message_from_string(sys.argv[1],policy=email.policy.default).get_body(('plain',)).get_content(),end='')"
    return try await Program.run("/usr/bin/python3", ["-c", program, mail]).text.replacing("\r\n", with: "\n")
  }
}
