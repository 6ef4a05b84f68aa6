import ArgumentParser
import Reports

/// What can be asked of every run on the command line.
struct CheckOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How the report is printed.", valueName: "format"))
  var format: ReportFormat = .text

  @Option(
    help: ArgumentHelp(
      "Write the report to FILE too; repeatable. Its ending says the format: .txt or .json.",
      valueName: "file"
    )
  )
  var output: [OutputFile] = []

  @Flag(help: "Exit with 0 where there is drift, so that a scheduler does not call the run failed.")
  var exitZero = false

  @Option(help: ArgumentHelp("Give up after this time: 90s, 15m, 1h.", valueName: "duration"))
  var deadline = TimeSpan(.seconds(15 * 60))

  @Option(help: ArgumentHelp("How log lines on standard error are written.", valueName: "format"))
  var logFormat: LogFormat = .text

  @Flag(help: "No colours.")
  var noColor = false

  @Flag(help: "No progress and no log lines but errors.")
  var quiet = false

  @Flag(help: "Log what is done.")
  var verbose = false

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose cannot be combined.") }
  }
}

/// A stretch of time on the command line, as the configuration writes it: `90s`, `15m`, `1h`.
struct TimeSpan: ExpressibleByArgument {
  let duration: Duration

  init(_ duration: Duration) {
    self.duration = duration
  }

  init?(argument: String) {
    guard let duration = Duration(unitText: argument), duration > .zero else { return nil }
    self.init(duration)
  }

  var defaultValueDescription: String { duration.unitText }
}

extension ReportFormat: ExpressibleByArgument {}
