import ArgumentParser

/// `driftcheck config check`: says whether the configuration is valid, or everything that is wrong with it.
struct ConfigCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say whether the configuration is valid; name all its mistakes.",
    discussion: "Exits with 0 when it is valid, else with 2."
  )

  @OptionGroup var option: ConfigFileOption

  func run() throws {
    throw run(in: .process)
  }

  func run(in context: ConfigContext) -> ExitCode {
    do {
      let (file, _) = try context.load(option)
      context.output("\(file.name) is valid.\n")
      return .success
    } catch {
      context.output("\(error)\n")
      return .invalidConfiguration
    }
  }
}
