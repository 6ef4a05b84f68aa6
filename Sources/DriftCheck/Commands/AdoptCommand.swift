import ArgumentParser
import Foundation

/// `driftcheck adopt`: shows what the operator made for Projects that are there, and claims it where that is agreed to.
struct AdoptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Claim the namespaces and pull secrets that the Kyotu Project Operator made.",
    discussion: """
      Shows what would be claimed for Projects that are there, and what is not and why. Then it asks, and without a \
      terminal it ends. What is claimed bears our label and annotation beside the operator's, so that it can be told \
      later whose it is; nothing else of it changes.

      Exit status: 0 shown, or all claimed; 2 something could not be read or claimed; 64 wrong usage.
      """
  )

  @OptionGroup var configurationFile: ConfigFileOption

  @Flag(help: "Claim without asking.")
  var yes = false

  @Option(help: ArgumentHelp("Give up after this time: 90s, 15m, 1h.", valueName: "duration"))
  var deadline = TimeSpan(.seconds(15 * 60))

  func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    do {
      let adopting = try Adopting(
        Configuration.load(
          path: configurationFile.config,
          environment: environment,
          currentDirectory: FileManager.default.currentDirectoryPath
        ),
        environment: environment,
        terminal: Terminal(environment: environment, noColor: true, quiet: false),
        patience: deadline.duration,
        isAgreed: yes
      )
      let status = try await Interruption.cancelling { try await adopting.perform() }
      // Without the C library's exit handlers: OpenSSL's free what a cancelled transfer still uses on its thread.
      _exit(status.rawValue)
    } catch {
      try? FileHandle.standardError.write(contentsOf: Data("driftcheck: \(error)\n".utf8))
      throw ExitCode(ExitStatus.incomplete.rawValue)
    }
  }
}
