package import Foundation

/// A mail as it is written, before it is encoded.
package struct MailMessage: Sendable, Equatable {
  /// The address that it comes from.
  package var sender: String
  /// The addresses that it goes to.
  package var recipients: [String]
  package var subject: String
  package var date: Date
  /// What tells it from every other mail of its sender: the part of `Message-ID` before the `@`.
  package var id: String
  /// Lines with `\n` between them.
  package var text: String

  package init(
    from sender: String,
    to recipients: [String],
    subject: String,
    date: Date,
    id: String,
    text: String
  ) {
    self.sender = sender
    self.recipients = recipients
    self.subject = subject
    self.date = date
    self.id = id
    self.text = text
  }

  /// The fields of its head (RFC 5322), one a line; a line end in a value cannot begin another field.
  var head: [String] {
    [
      "Date: \(MailMessage.written(date))",
      "From: \(sender.inOneLine)",
      "To: \(recipients.map(\.inOneLine).joined(separator: ",\r\n "))",
      "Message-ID: <\(id.inOneLine)@\(domain.inOneLine)>",
      "Subject: \(MailMessage.encoded(subject.inOneLine))",
      // RFC 3834: so that no absence note answers it.
      "Auto-Submitted: auto-generated",
      "Content-Type: multipart/alternative",
    ]
  }

  private var domain: String {
    sender.lastIndex(of: "@").map { String(sender[sender.index(after: $0)...]) } ?? "localhost"
  }

  /// As RFC 5322 has dates: `Sun, 22 Nov 2026 22:24:11 +0000`.
  private static func written(_ date: Date) -> String {
    let style = Date.VerbatimFormatStyle(
      format: """
        \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .defaultDigits) \
        \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\
        \(second: .twoDigits) +0000
        """,
      locale: Locale(identifier: "en_US_POSIX"),
      timeZone: .gmt,
      calendar: Calendar(identifier: .gregorian)
    )
    return date.formatted(style)
  }

  /// As RFC 2047 has texts beyond ASCII in a head: words of at most 75 characters, each with whole characters.
  private static func encoded(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    var words: [String] = [""]
    for character in text {
      // 45 bytes are 60 characters in base64.
      if (words.last ?? "").utf8.count + character.utf8.count > 45 { words.append("") }
      words[words.count - 1].append(character)
    }
    return words.map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }
}

extension String {
  /// Without control characters, which have a meaning in a head.
  fileprivate var inOneLine: String {
    String(String.UnicodeScalarView(unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
  }
}
