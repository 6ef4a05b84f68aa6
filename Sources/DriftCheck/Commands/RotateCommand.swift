import ArgumentParser
import Drift
import Foundation
import Logging
import Model
import Reports

/// `driftcheck rotate`: new credentials for Projects that somebody names.
struct RotateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate",
    abstract: "Issue new credentials to the Projects named, now.",
    discussion: """
      Makes a token for each, writes it into the pull secret, and tries it. The tokens that it takes over from are \
      revoked by a later --fix, once token.overlap is over. All Projects named get a new one, or, where one of them \
      cannot, none.

      Exit status as of check, of the tokens and pull secrets of these Projects alone.
      """
  )

  @Argument(help: ArgumentHelp("The NAMEs of the Projects, such as shop-dev.", valueName: "name"))
  var names: [String]

  @Flag(help: "Do not ask; needed where there is no terminal to ask on.")
  var yes = false

  @OptionGroup var configurationFile: ConfigFileOption
  @OptionGroup var options: CheckOptions

  func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    let terminal = Terminal(environment: environment, noColor: options.noColor, quiet: options.quiet)
    let asks = try FixOptions.asks("rotate", unless: yes, advice: "if you mean it", on: terminal)
    try await Check.run(configurationFile, options) { configuration in
      Check(
        options: options,
        selection: Selection(projects: names.map(Glob.init), kinds: [.token, .pullSecret]),
        configuration: configuration,
        environment: environment,
        terminal: terminal,
        logger: Logger(label: "driftcheck", options: options),
        mode: .fix,
        asks: asks,
        rotates: Set(names)
      )
    }
  }
}
