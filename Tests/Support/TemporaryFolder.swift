package import Foundation

/// A folder of its own for a test, removed when nothing refers to it any more.
package final class TemporaryFolder: Sendable {
  /// Where it is.
  package let url: URL

  /// Makes the folder, readable by its owner alone.
  package init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "driftcheck-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// A new file of that name, to be handed to a program.
  func file(_ name: String, holding content: Data = Data()) throws -> TemporaryFile {
    let file = TemporaryFile(url: url.appending(path: name))
    try content.write(to: file.url)
    return file
  }
}

/// A file of a temporary folder, openable as a program's standard input or output.
struct TemporaryFile {
  let url: URL

  var reading: FileHandle {
    get throws { try FileHandle(forReadingFrom: url) }
  }

  var writing: FileHandle {
    get throws { try FileHandle(forWritingTo: url) }
  }
}
