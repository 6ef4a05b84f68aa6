import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("The mail about a run")
struct MailTests {
  @Test("A run with a new finding is mailed: its verdict is the subject, its report the text")
  func finding() async throws {
    let smtp = try await SMTPServer.start()
    try await CheckedCompany.run(with: [.missingSecret]) { company in
      try company.configure(section(smtp))
      _ = try await company.report(status: 1)
      let mails = try smtp.received()
      #expect(mails.count == 1)
      let mail = try #require(mails.first)
      #expect(mail.field("Subject") == "driftcheck: Drift: 1 finding on 1 of 40 Projects")
      #expect(mail.to == ["platform@example.com"])
      #expect(mail.field("Message-ID")?.hasSuffix("@example.com>") == true)
      #expect(mail.text.contains("shop-qa"))
    }
    await smtp.stop()
  }

  @Test(
    "On change, a wished world and a finding that was mailed before are silent",
    arguments: ["change", "drift", "always", "never"]
  )
  func occasions(when: String) async throws {
    let smtp = try await SMTPServer.start()
    try await CheckedCompany.run(with: [.missingSecret]) { company in
      try company.configure(section(smtp, "when: \(when)") + "state: {directory: state}\n")
      for _ in 1...2 { _ = try await company.report(status: 1) }
    }
    try await CheckedCompany.run { company in
      try company.configure(section(smtp, "when: \(when)"))
      _ = try await company.report(status: 0)
    }
    let expected = ["change": 1, "drift": 2, "always": 3, "never": 0]
    #expect(try smtp.received().count == expected[when])
    await smtp.stop()
  }

  @Test("A mail that cannot be sent is in the report, and the run counts as incomplete")
  func unsent() async throws {
    let smtp = try await SMTPServer.start()
    await smtp.stop()
    try await CheckedCompany.run(with: [.missingSecret]) { company in
      try company.configure(section(smtp))
      let report = try await company.report(status: 2)
      #expect(report.lines == ["pullSecret missing shop-qa"])
      #expect(report.unreadable.map(\.system) == ["mail"])
      let text = try await company.program.run([])
      #expect(text.text.contains("The mail was not sent"))
      #expect(text.text.contains("cannot send mail through smtp://127.0.0.1:\(smtp.port): no connection"))
    }
  }

  @Test("A password file that is not there stops the run before it begins")
  func missingPassword() async throws {
    let smtp = try await SMTPServer.start()
    try await CheckedCompany.run { company in
      try company.configure(
        section(smtp, "username: robot, passwordFile: nowhere").replacing("startTLS: never", with: "startTLS: required")
      )
      let run = try await company.program.run([])
      #expect(run.status == 2)
      #expect(run.errors.contains("report.mail.passwordFile: cannot use "))
    }
    await smtp.stop()
  }

  private func section(_ smtp: SMTPServer, _ more: String = "when: change") -> String {
    """
    report:
      mail: {smtp: "smtp://127.0.0.1:\(smtp.port)", startTLS: never, from: driftcheck@example.com, to: [platform@example.com], \(more)}

    """
  }
}
