package import Reports

/// `report.mail`: the mail about a run.
package struct MailSection: Sendable, Equatable {
  /// Whether a connection that begins without TLS goes over to it.
  package enum StartTLS: String, CaseIterable, Sendable {
    case required, never
  }

  /// `smtp://HOST:PORT` or `smtps://HOST:PORT`.
  package var smtp = ""
  package var startTLS = StartTLS.required
  /// Who we are to the server; nil where it asks nobody.
  package var username: String?
  /// The file, absolute, that holds the password; nil where the server asks nobody.
  package var passwordFile: String?
  /// A file, absolute, with the certificates of the authorities to trust instead of the system's; nil for none.
  package var caFile: String?
  package var from = ""
  package var to: [String] = []
  package var when = MailOccasion.change
}

extension MailSection: ConfigurationSection {
  static let keys: [Key<MailSection>] = [
    Key(
      "smtp",
      \.smtp,
      .text(.mailServer),
      required: "smtp: smtp://mail.example.com:587",
      "The server that takes the mail; with `smtps://`, TLS is spoken from the start."
    ),
    Key(
      "startTLS",
      \.startTLS,
      .text(.choice("whether STARTTLS is used")),
      "Whether a connection to `smtp://` goes over to TLS before anything is said; `never` is for a relay on this machine."
    ),
    Key("username", \.username, .optional(.userName), "Who we are to the server. When empty: it is not told."),
    Key("passwordFile", \.passwordFile, .optional(.path), "The file that holds the password."),
    Key("caFile", \.caFile, .optional(.path), "Certificates of authorities to trust, in PEM, instead of the system's."),
    Key("from", \.from, .text(.mailAddress), required: "from: driftcheck@example.com", "Whom the mail comes from."),
    Key("to", \.to, .list(.mailAddress), required: "to: [platform@example.com]", "Whom the mail goes to."),
    Key(
      "when",
      \.when,
      .text(.choice("an occasion")),
      "`always`; `drift`: where a finding stands or something could not be read; `change`: where a finding is new or "
        + "resolved, or something could not be read; `never`."
    ),
  ]

  var contradiction: Contradiction? {
    if to.isEmpty {
      return Contradiction(key: "to", problem: "the mail goes to nobody", advice: "to: [platform@example.com]")
    }
    if (username == nil) != (passwordFile == nil) {
      let lacking = username == nil ? "username" : "passwordFile"
      return Contradiction(
        key: lacking,
        problem: "missing: a user name and a password belong together",
        advice: username == nil ? "username: driftcheck" : "passwordFile: secrets/mail-password"
      )
    }
    if username != nil, startTLS == .never, smtp.hasPrefix("smtp://") {
      return Contradiction(
        key: "startTLS",
        problem: "the password would be sent without encryption",
        advice: "startTLS: required"
      )
    }
    return nil
  }
}
