package import ArgumentParser

/// `driftcheck config`: everything about the configuration file that needs no cluster.
package struct ConfigCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Check, describe or show the configuration.",
    subcommands: [ConfigCheckCommand.self, ConfigSchemaCommand.self, ConfigShowCommand.self]
  )

  package init() {}
}

/// The option that names the configuration file, the same in every command.
package struct ConfigFileOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The configuration file.",
      discussion: "Without it: the file that DRIFTCHECK_CONFIG names, else driftcheck.yaml in the current folder.",
      valueName: "file"
    )
  )
  package var config: String?

  package init() {}
}
