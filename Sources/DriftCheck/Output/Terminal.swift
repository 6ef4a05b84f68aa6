import Foundation

/// What the two output streams are, and what the environment asks of them.
struct Terminal: Sendable {
  /// Whether standard output may carry colours.
  let colours: Bool
  /// Whether standard error can show a line that overwrites itself.
  let progress: Bool
  /// How many columns a report may have.
  let width: Int

  /// Colour only on a terminal, and never where `NO_COLOR` is set (no-color.org).
  init(environment: [String: String], noColor: Bool, quiet: Bool) {
    let plain = noColor || !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
    colours = isatty(STDOUT_FILENO) == 1 && !plain
    progress = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb" && !quiet
    width = Terminal.columns() ?? 100
  }

  private static func columns() -> Int? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
    return size.ws_col > 20 ? min(Int(size.ws_col), 140) : nil
  }
}

/// One line on a terminal that says what is going on; silent anywhere else.
struct Progress: Sendable {
  let isShown: Bool

  /// Replaces the line.
  func show(_ text: String) {
    write("\r\u{1B}[K\(text) …")
  }

  /// Takes the line away.
  func clear() {
    write("\r\u{1B}[K")
  }

  private func write(_ text: String) {
    guard isShown else { return }
    FileHandle.standardError.write(Data(text.utf8))
  }
}
