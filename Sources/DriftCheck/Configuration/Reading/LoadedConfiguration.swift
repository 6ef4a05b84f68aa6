import Yams

/// A configuration with where it came from.
struct LoadedConfiguration: Sendable {
  let configuration: Configuration
  /// By the path of the key; keys that are not here have their defaults.
  let origins: [String: Origin]

  /// Reads `text`, the content of `file`.
  ///
  /// - Throws: ``ConfigurationError`` with every mistake; where the text is not YAML, with the first.
  init(
    text: String,
    file: ConfigurationFile,
    environment: [String: String]
  ) throws(ConfigurationError) {
    guard let root = try LoadedConfiguration.root(of: text, file: file.name) else {
      throw ConfigurationError(file: file.name, .empty)
    }
    var reading = Reading(surroundings: Surroundings(environment: environment, folder: file.folder))
    let configuration = Configuration.read(root, "", &reading)
    guard let configuration, reading.mistakes.isEmpty else {
      throw ConfigurationError(file: file.name, mistakes: reading.mistakes)
    }
    self.configuration = configuration
    origins = reading.origins
  }

  private static func root(of text: String, file: String) throws(ConfigurationError) -> Node? {
    do {
      // With an encoding of our own choice, for Yams prints a line where its environment variable sets another.
      guard let node = try Yams.compose(yaml: text, .default, .default, .utf8) else { return nil }
      return Found(node) == .nothing ? nil : node
    } catch let error as YamlError {
      let (problem, place) = error.mistake(in: text)
      throw ConfigurationError(file: file, problem, at: place)
    } catch {
      throw ConfigurationError(file: file, .syntax("\(error)"))
    }
  }
}

extension Configuration {
  /// Reads the configuration file: `path`, else `DRIFTCHECK_CONFIG`, else `driftcheck.yaml` in `currentDirectory`.
  ///
  /// - Parameters:
  ///   - path: what `--config` names; nil where it was not given.
  ///   - environment: what `${NAME}` in values is taken from, and `HOME`.
  ///   - currentDirectory: absolute; where a relative path to the file starts.
  /// - Throws: ``ConfigurationError`` with every mistake of the file. A file that a key names and that does not exist
  ///   is no error here, but of whoever reads it.
  package static func load(
    path: String?,
    environment: [String: String],
    currentDirectory: String
  ) throws(ConfigurationError) -> Configuration {
    let file = try ConfigurationFile.locate(path, environment: environment, currentDirectory: currentDirectory)
    return try LoadedConfiguration(text: file.text(), file: file, environment: environment).configuration
  }
}
