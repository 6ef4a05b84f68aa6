import Foundation

/// A file that a key of the configuration names.
struct SettingsFile {
  let key: String
  let path: String

  /// Its whole text.
  ///
  /// - Throws: ``SettingsFileError`` where it cannot be read, or is no UTF-8.
  func text() throws(SettingsFileError) -> String {
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw SettingsFileError(key: key, path: path, problem: error.localizedDescription)
    }
  }

  /// Its one line, without blanks and line ends around it.
  ///
  /// - Throws: ``SettingsFileError`` also where it is empty or has several lines; what it holds is never quoted.
  func line() throws(SettingsFileError) -> String {
    let line = try text().trimmingCharacters(in: .whitespacesAndNewlines)
    guard !line.isEmpty else { throw SettingsFileError(key: key, path: path, problem: "it is empty") }
    guard !line.contains(where: \.isNewline) else {
      throw SettingsFileError(key: key, path: path, problem: "it has more than one line")
    }
    return line
  }
}

/// A file that the configuration names and that cannot be used.
struct SettingsFileError: Error, CustomStringConvertible {
  let key: String
  let path: String
  let problem: String

  var description: String {
    "\(key): cannot use \(path): \(problem); name a file that this user may read"
  }
}
