import Foundation

@testable import DriftCheck

/// A folder of its own with configuration files, removed when nothing refers to it any more.
final class ConfigurationFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/driftcheck-configuration-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

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
