package import Foundation

/// Where the files of this checkout are.
package enum Repository {
  /// The top folder.
  package static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

  /// A file of `Tests/Fixtures`, as text.
  package static func fixture(_ name: String) throws -> String {
    try String(contentsOf: root.appending(path: "Tests/Fixtures").appending(path: name), encoding: .utf8)
  }

  /// The path of a script of the project.
  package static func script(_ name: String) -> String {
    root.appending(path: "scripts").appending(path: name).path
  }
}
