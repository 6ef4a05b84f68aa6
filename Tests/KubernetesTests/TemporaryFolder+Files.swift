import Foundation
import TestSupport

extension TemporaryFolder {
  var path: String { url.path }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    let file = url.appending(path: name)
    let folder = file.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    return file.path
  }

  /// Writes a program and returns its path.
  ///
  /// Another process makes the file: were it ever open for writing here, a child that a test beside this one forks at
  /// that moment would hold it open too, and it could not be run ("text file busy").
  func writeProgram(_ name: String, _ script: String) throws -> String {
    let source = try write("\(name).source", script)
    let program = url.appending(path: name).path
    let install = try Process.run(URL(filePath: "/usr/bin/install"), arguments: ["-m", "755", source, program])
    install.waitUntilExit()
    return program
  }

  /// The text of a file.
  func read(_ name: String) throws -> String {
    try String(contentsOf: url.appending(path: name), encoding: .utf8)
  }
}
