import Testing

@testable import DriftCheck

@Suite("What a terminal is given")
struct TerminalTests {
  private let streams = Terminal.Streams(outputIsTerminal: true, errorsAreTerminal: true, columns: 80)

  private func terminal(
    _ environment: [String: String] = [:],
    noColor: Bool = false,
    quiet: Bool = false,
    _ streams: Terminal.Streams? = nil
  ) -> Terminal {
    Terminal(environment: environment, noColor: noColor, quiet: quiet, streams: streams ?? self.streams)
  }

  @Test("Colours, unless somebody asks for none")
  func colours() {
    #expect(terminal().colours)
    #expect(terminal(["NO_COLOR": ""]).colours)
    #expect(!terminal(["NO_COLOR": "0"]).colours)
    #expect(!terminal(["TERM": "dumb"]).colours)
    #expect(!terminal(noColor: true).colours)
    #expect(terminal(quiet: true).colours)
  }

  @Test("Progress, unless it is to be quiet")
  func progress() {
    #expect(terminal(["NO_COLOR": "1"], noColor: true).progress)
    #expect(!terminal(quiet: true).progress)
    #expect(!terminal(["TERM": "dumb"]).progress)
  }

  @Test("Each stream is judged for itself")
  func redirected() {
    var output = streams
    output.outputIsTerminal = false
    #expect(!terminal(output).colours && terminal(output).progress)
    var errors = streams
    errors.errorsAreTerminal = false
    #expect(terminal(errors).colours && !terminal(errors).progress)
  }

  @Test(
    "Lines as wide as it is, within reason",
    arguments: [(nil, 100), (0, 100), (80, 80), (400, 140)] as [(Int?, Int)]
  )
  func width(columns: Int?, expected: Int) {
    var streams = streams
    streams.columns = columns
    #expect(terminal(streams).width == expected)
  }

  private func terminal(_ streams: Terminal.Streams) -> Terminal {
    terminal([:], streams)
  }
}

@Suite("Progress")
struct ProgressTests {
  @Test("is a line that replaces itself and goes away", arguments: [true, false])
  func line(isShown: Bool) {
    let written = Written()
    let progress = Progress(isShown: isShown, write: written.add)
    progress.show("reading")
    progress.show("comparing")
    progress.clear()
    #expect(written.text == (isShown ? "\r\u{1B}[Kreading …\r\u{1B}[Kcomparing …\r\u{1B}[K" : ""))
  }
}
