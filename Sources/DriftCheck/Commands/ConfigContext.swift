import ArgumentParser
import Foundation

/// What a `config` command reads beside its arguments, and where it writes.
struct ConfigContext {
  var environment: [String: String]
  var currentDirectory: String
  /// Takes the result.
  var output: (String) -> Void
  /// Takes what went wrong.
  var errors: (String) -> Void

  /// The context of this process.
  static var process: ConfigContext {
    ConfigContext(
      environment: ProcessInfo.processInfo.environment,
      currentDirectory: FileManager.default.currentDirectoryPath,
      output: { FileHandle.standardOutput.write(Data($0.utf8)) },
      errors: { FileHandle.standardError.write(Data($0.utf8)) }
    )
  }

  /// The configuration that `option` names, with the file it stands in.
  func load(_ option: ConfigFileOption) throws(ConfigurationError) -> (ConfigurationFile, LoadedConfiguration) {
    let file = try ConfigurationFile.locate(
      option.config,
      environment: environment,
      currentDirectory: currentDirectory
    )
    return (file, try LoadedConfiguration(text: file.text(), file: file, environment: environment))
  }
}

extension ExitCode {
  /// The configuration has mistakes.
  static let invalidConfiguration = ExitCode(2)
}
