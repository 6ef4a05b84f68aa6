import ArgumentParser

/// `driftcheck config show`: prints the effective configuration, defaults included.
struct ConfigShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the effective configuration, with where each value comes from.",
    discussion: "Exits with 2 when the configuration is not valid."
  )

  @OptionGroup var option: ConfigFileOption

  func run() throws {
    throw run(in: .process)
  }

  func run(in context: ConfigContext) -> ExitCode {
    do {
      let (file, loaded) = try context.load(option)
      context.output("# \(file.name)\n" + ConfigurationListing.text(loaded))
      return .success
    } catch {
      context.errors("\(error)\n")
      return .invalidConfiguration
    }
  }
}
