/// Lays out lines of text: indents them, wraps them at blanks and, where asked, colours them.
struct TextPage {
  /// What a piece of text means, which colours only underline.
  enum Tone {
    case plain, strong, faint, alarm, warning, notice, good

    /// Parameters of the terminal's SGR sequence (ECMA-48); nil for none.
    fileprivate var parameters: String? {
      switch self {
      case .plain: nil
      case .strong: "1"
      case .faint: "2"
      case .alarm: "1;31"
      case .warning: "33"
      case .notice: "36"
      case .good: "32"
      }
    }
  }

  /// A stretch of a line in one tone.
  struct Piece {
    var text: String
    var tone: Tone

    init(_ text: String, _ tone: Tone = .plain) {
      self.text = text
      self.tone = tone
    }
  }

  let style: TextReport.Style
  /// Characters in a line; a word that is longer alone is left whole, so that it can be copied.
  let width: Int
  private(set) var text = ""

  init(style: TextReport.Style, width: Int) {
    self.style = style
    self.width = width
  }

  /// Ends a paragraph.
  mutating func space() {
    text += "\n"
  }

  /// Adds one line that stays one, however long it is.
  mutating func unbroken(_ piece: Piece) {
    let (open, close) = marks(of: piece.tone)
    text += "\(open)\(piece.text)\(close)\n"
  }

  /// Adds one line; where it is too long it goes on in the next one, `hanging` characters from the left.
  mutating func line(_ pieces: Piece..., indent: Int = 0, hanging: Int = 0) {
    text += String(repeating: " ", count: indent)
    var column = indent
    for piece in pieces {
      let (open, close) = marks(of: piece.tone)
      text += open
      var isFirst = true
      for word in piece.text.split(separator: " ", omittingEmptySubsequences: false) {
        let length = word.unicodeScalars.count
        if !isFirst {
          if column + 1 + length > width, column > hanging {
            text += "\(close)\n\(String(repeating: " ", count: hanging))\(open)"
            column = hanging
          } else {
            text += " "
            column += 1
          }
        }
        text += word
        column += length
        isFirst = false
      }
      text += close
    }
    text += "\n"
  }

  private func marks(of tone: Tone) -> (open: String, close: String) {
    switch style {
    case .plain: return ("", "")
    case .ansi:
      guard let parameters = tone.parameters else { return ("", "") }
      return ("\u{1b}[\(parameters)m", "\u{1b}[0m")
    }
  }
}
