import Foundation

/// What the two output streams are, and what the environment asks of them.
struct Terminal: Sendable {
  /// Whether standard output may carry colours.
  let colours: Bool
  /// Whether standard error can show a line that overwrites itself.
  let progress: Bool
  /// Whether somebody can be asked something.
  let canAsk: Bool
  /// How many columns a report may have.
  let width: Int

  /// What the streams of a process are.
  struct Streams: Sendable {
    var outputIsTerminal: Bool
    var errorsAreTerminal: Bool
    /// How wide the terminal of standard output is; nil where there is none or it does not say.
    var columns: Int?
    var inputIsTerminal = false

    /// Those of this process.
    static var process: Streams {
      let isTerminal = isatty(STDOUT_FILENO) == 1
      var size = winsize()
      let isKnown = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
      return Streams(
        outputIsTerminal: isTerminal,
        errorsAreTerminal: isatty(STDERR_FILENO) == 1,
        columns: isKnown ? Int(size.ws_col) : nil,
        inputIsTerminal: isatty(STDIN_FILENO) == 1
      )
    }
  }

  /// Colour only on a terminal, and never where `NO_COLOR` is set (no-color.org).
  init(environment: [String: String], noColor: Bool, quiet: Bool, streams: Streams = .process) {
    let isDumb = environment["TERM"] == "dumb"
    let asksForNone = noColor || !(environment["NO_COLOR"] ?? "").isEmpty
    colours = streams.outputIsTerminal && !isDumb && !asksForNone
    progress = streams.errorsAreTerminal && !isDumb && !quiet
    canAsk = streams.inputIsTerminal && streams.errorsAreTerminal
    // Some terminals say 0, and long lines are hard to read on very wide ones.
    width = streams.columns.flatMap { $0 > 20 ? min($0, 140) : nil } ?? 100
  }
}

/// One line on a terminal that says what is going on; silent anywhere else.
struct Progress: Sendable {
  let isShown: Bool
  /// Takes what is to be shown.
  var write: @Sendable (String) -> Void = { try? FileHandle.standardError.write(contentsOf: Data($0.utf8)) }

  /// Replaces the line.
  func show(_ text: String) {
    if isShown { write("\r\u{1B}[K\(text) …") }
  }

  /// Takes the line away.
  func clear() {
    if isShown { write("\r\u{1B}[K") }
  }
}
