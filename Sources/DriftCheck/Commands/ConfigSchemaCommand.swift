import ArgumentParser

/// `driftcheck config schema`: prints the JSON Schema of the configuration.
struct ConfigSchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print a JSON Schema of the configuration, for editors."
  )

  func run() throws {
    try run(in: .process)
  }

  func run(in context: ConfigContext) throws {
    context.output(try ConfigurationSchema.text())
  }
}
