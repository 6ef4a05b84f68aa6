@testable import DriftCheck

/// The file that tests read their YAML from; it need not exist.
let testFile = ConfigurationFile(name: "driftcheck.yaml", path: "/etc/driftcheck/driftcheck.yaml")

/// The two lines that every configuration needs, for tests about something else; they come last, so that they move
/// no place.
let leastConfiguration = "kubernetes: {}\nregistry: {host: registry.example.com}\n"

/// Reads `yaml` as the content of ``testFile``.
func configuration(
  _ yaml: String,
  environment: [String: String] = [:]
) throws(ConfigurationError) -> Configuration {
  try LoadedConfiguration(text: yaml, file: testFile, environment: environment).configuration
}

/// What is wrong with `yaml`; empty where nothing is.
func messages(_ yaml: String, environment: [String: String] = [:]) -> [String] {
  do {
    _ = try configuration(yaml, environment: environment)
    return []
  } catch {
    return error.messages
  }
}
