import Foundation
import Wire
import Yams

/// One kubeconfig file and what it says.
struct KubeconfigFile: Sendable {
  let path: String
  let document: KubeconfigDocument

  /// Reads and parses the file.
  ///
  /// - Returns: nil if there is no such file, which is not an error by itself.
  static func read(_ path: String) throws(KubeconfigError) -> KubeconfigFile? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try KubeconfigFile(path: path, text: FileText.read(path, for: nil))
  }

  init(path: String, text: String) throws(KubeconfigError) {
    self.path = path
    do {
      // A file of blanks and comments alone is an empty configuration, as kubectl has it.
      document =
        try compose(yaml: text).map { try YAMLDecoder().decode(KubeconfigDocument.self, from: $0) }
        ?? KubeconfigDocument()
    } catch let error as YamlError {
      throw Self.fault(error, in: path)
    } catch {
      throw .malformedDocument(file: path, reason: DecodingReason.words(for: error))
    }
  }

  /// Resolves a path that stands in this file, where relative ones start at the file's folder.
  func resolve(_ reference: String) -> String {
    if reference.hasPrefix("/") { return reference }
    return URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent(reference).path
  }

  /// Takes line and problem out of a YAML error, never the text around it, which may be a credential.
  private static func fault(_ error: YamlError, in path: String) -> KubeconfigError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      .malformedYAML(file: path, line: mark.line, problem: problem)
    case .reader(let problem, _, _, _):
      .malformedYAML(file: path, line: nil, problem: problem)
    case .duplicatedKeysInMapping(_, let context):
      .malformedYAML(file: path, line: context.mark.line, problem: "a key stands twice in one mapping")
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      .malformedYAML(file: path, line: nil, problem: "it cannot be read as YAML")
    }
  }
}

/// Reading of a small text file.
enum FileText {
  /// - Parameter field: The entry and field that name the file; nil for the kubeconfig itself.
  static func read(_ path: String, for field: KubeconfigField?) throws(KubeconfigError) -> String {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadableFile(path, field: field, reason: reason(path))
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw .unreadableFile(path, field: field, reason: "it is not UTF-8 text")
    }
    return text
  }

  private static func reason(_ path: String) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return "there is no such file"
    }
    if isFolder.boolValue { return "it is a folder" }
    return FileManager.default.isReadableFile(atPath: path) ? "it cannot be read" : "permission denied"
  }
}
