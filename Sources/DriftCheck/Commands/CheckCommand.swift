import ArgumentParser
import Foundation
import Logging

/// `driftcheck check`: compare and report, and repair where that is asked for.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compare every Project with the cluster and report the differences; this is the default.",
    discussion: """
      Changes nothing without --fix. With it, the plan is shown on standard error, carried out as it was shown, and \
      everything is read again for the report: 0 all repaired, 1 drift remains, 2 a repair was not made. Removing takes \
      --prune too; what may go, and from when on, each report says.
      """
  )

  @OptionGroup var configurationFile: ConfigFileOption
  @OptionGroup var fixOptions: FixOptions
  @OptionGroup var filters: FilterOptions
  @OptionGroup var options: CheckOptions

  func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    let terminal = Terminal(environment: environment, noColor: options.noColor, quiet: options.quiet)
    let asks = try fixOptions.asks(on: terminal)
    try await Check.run(configurationFile, options) { configuration in
      Check(
        options: options,
        selection: filters.selection,
        configuration: configuration,
        environment: environment,
        terminal: terminal,
        logger: Logger(label: "driftcheck", options: options),
        mode: fixOptions.mode,
        asks: asks,
        prunes: fixOptions.fix && (fixOptions.prune || configuration.safety.prune),
        admittedDeletions: fixOptions.maxDeletions
      )
    }
  }
}

extension Check {
  /// Makes a run of the configuration, performs it, and ends the process with its status.
  ///
  /// - Throws: the exit status of a run that could not be performed, after its reason was printed.
  static func run(
    _ file: ConfigFileOption,
    _ options: CheckOptions,
    make: (Configuration) -> Check
  ) async throws {
    do {
      let configuration = try Configuration.load(
        path: file.config,
        environment: ProcessInfo.processInfo.environment,
        currentDirectory: FileManager.default.currentDirectoryPath
      )
      let check = make(configuration)
      let status = try await Interruption.cancelling { try await check.perform() }
      // Without the C library's exit handlers: OpenSSL's free what a cancelled transfer still uses on its thread.
      _exit(status.rawValue)
    } catch {
      try? FileHandle.standardError.write(contentsOf: Data("driftcheck: \(error)\n".utf8))
      throw ExitCode(ExitStatus.incomplete.rawValue)
    }
  }
}

extension Logger {
  /// Lines from warnings on; everything with `--verbose`, errors alone with `--quiet`.
  init(label: String, options: CheckOptions) {
    let level: Logger.Level = options.verbose ? .debug : options.quiet ? .error : .warning
    self.init(label: label) { _ in StandardErrorLog(format: options.logFormat, logLevel: level) }
  }
}
