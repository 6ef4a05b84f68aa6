import ArgumentParser
import Foundation
import Reports

/// A file that the report goes to, in the format that its ending names.
struct OutputFile: ExpressibleByArgument, Sendable, Equatable {
  let path: String
  let format: ReportFormat

  /// Nil where the ending names no format.
  init?(argument: String) {
    switch URL(filePath: argument).pathExtension.lowercased() {
    case "txt": format = .text
    case "json": format = .json
    default: return nil
    }
    path = argument
  }

  /// Writes `text` in one step, so that a reader never sees half a report.
  ///
  /// - Throws: ``OutputError`` where the file cannot be written.
  func write(_ text: String) throws(OutputError) {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw OutputError(path: path, reason: error.localizedDescription)
    }
  }
}

/// A report that could not be written to one place.
struct OutputError: Error, CustomStringConvertible {
  /// A file, or the words `standard output`.
  let path: String
  let reason: String

  var description: String {
    "cannot write the report to \(path): \(reason); check that its folder exists, may be written to and is not full"
  }
}

/// Every place that a report could not be written to.
struct OutputErrors: Error, CustomStringConvertible {
  let errors: [OutputError]

  var description: String {
    errors.map(\.description).joined(separator: "\n")
  }
}
