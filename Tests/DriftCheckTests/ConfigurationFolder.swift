import Foundation
import TestSupport

@testable import DriftCheck

/// A folder of its own with configuration files.
struct ConfigurationFolder: Sendable {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  var path: String { folder.url.path }

  func write(_ text: String, to name: String) throws {
    try write(Data(text.utf8), to: name)
  }

  func write(_ data: Data, to name: String) throws {
    try data.write(to: URL(filePath: "\(path)/\(name)"))
  }

  func load(_ given: String?, _ environment: [String: String] = [:]) throws(ConfigurationError) -> Configuration {
    try Configuration.load(path: given, environment: environment, currentDirectory: path)
  }

  /// What is wrong with the file; empty where nothing is.
  func messages(_ given: String?, _ environment: [String: String] = [:]) -> [String] {
    do {
      _ = try load(given, environment)
      return []
    } catch {
      return error.messages
    }
  }
}
