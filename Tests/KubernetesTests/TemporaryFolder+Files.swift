import Foundation
import TestSupport

extension TemporaryFolder {
  var path: String { url.path }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ name: String, _ text: String, isExecutable: Bool = false) throws -> String {
    let file = url.appending(path: name)
    let folder = file.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    let permissions = isExecutable ? 0o755 : 0o600
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: file.path)
    return file.path
  }

  /// The text of a file.
  func read(_ name: String) throws -> String {
    try String(contentsOf: url.appending(path: name), encoding: .utf8)
  }
}
