import Foundation

/// The configuration file that a run is to use: where it is, and what the user calls it.
struct ConfigurationFile: Sendable {
  static let defaultName = "driftcheck.yaml"
  /// A configuration is a few screens; a greater file is another file.
  static let maximumSize = 1_000_000

  /// As the user named it, for messages.
  let name: String
  /// Absolute.
  let path: String

  /// The folder that relative paths in the file start from.
  var folder: String { (path as NSString).deletingLastPathComponent }

  /// Finds the file: the one given, else `DRIFTCHECK_CONFIG`, else `driftcheck.yaml` in the current folder.
  static func locate(
    _ given: String?,
    environment: [String: String],
    currentDirectory: String
  ) throws(ConfigurationError) -> ConfigurationFile {
    let named: (name: String, namedBy: String)? =
      if let given { (given, "--config") } else if let name = environment["DRIFTCHECK_CONFIG"], !name.isEmpty {
        (name, "DRIFTCHECK_CONFIG")
      } else { nil }
    let name = named?.name ?? defaultName
    let file = ConfigurationFile(
      name: name,
      path: name.hasPrefix("/") ? name : (currentDirectory as NSString).appendingPathComponent(name)
    )
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw ConfigurationError(
        file: name,
        named.map { .noSuchFile(namedBy: $0.namedBy) } ?? .noneFound(defaultFile: defaultName)
      )
    }
    return file
  }

  /// Its text, without a byte order mark.
  func text() throws(ConfigurationError) -> String {
    let data: Data
    do {
      guard try isRegular() else { throw ConfigurationError(file: name, .unreadable(reason: "it is not a file")) }
      let handle = try FileHandle(forReadingFrom: URL(filePath: path))
      defer { try? handle.close() }
      data = try handle.read(upToCount: ConfigurationFile.maximumSize + 1) ?? Data()
    } catch let error as ConfigurationError {
      throw error
    } catch {
      throw ConfigurationError(file: name, .unreadable(reason: (error as NSError).localizedDescription))
    }
    guard data.count <= ConfigurationFile.maximumSize else {
      throw ConfigurationError(file: name, .tooLarge(limit: ConfigurationFile.maximumSize))
    }
    guard let text = String(validating: data, as: UTF8.self) else { throw ConfigurationError(file: name, .notUTF8) }
    return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// Pipes and devices might never end.
  private func isRegular() throws -> Bool {
    let target = URL(filePath: path).resolvingSymlinksInPath()
    return try target.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false
  }
}
