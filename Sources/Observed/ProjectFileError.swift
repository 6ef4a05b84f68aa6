import Yams

package import struct Model.ObjectReference

/// A file of Projects that cannot be used.
package struct ProjectFileError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Problem: Sendable, Hashable {
    case unreadable(String)
    /// What the parser said, with line and column.
    case noYAML(String)
    /// No document of this `apiVersion` and of kind Project.
    case noProject(String)
    /// A folder without a single YAML file.
    case emptyFolder
    /// The same Project a second time, in this line; `first` is the file and line where it stands too.
    case repeated(ObjectReference, line: Int, first: String)
  }

  package let path: String
  package let problem: Problem

  package init(path: String, problem: Problem) {
    self.path = path
    self.problem = problem
  }

  package var description: String {
    switch problem {
    case .unreadable(let reason):
      "projects.files: cannot read \(path): \(reason)"
    case .noYAML(let reason):
      "projects.files: \(path) is no YAML: \(reason)"
    case .noProject(let apiVersion):
      "projects.files: \(path) holds no object of kind Project and apiVersion \(apiVersion); take it off the list, "
        + "or set projects.group and projects.version to what it holds"
    case .emptyFolder:
      "projects.files: the folder \(path) holds no file that ends in .yaml or .yml; inner folders are not looked "
        + "into, so name them too"
    case .repeated(let reference, let line, let first):
      "projects.files: the Project \(reference) stands in \(first) and again in \(path):\(line); take one of them away"
    }
  }
}

extension ProjectFileError.Problem {
  /// What is wrong with a text that is no YAML, and where; nothing of the text but keys is part of it.
  static func noYAML(_ error: any Error) -> ProjectFileError.Problem {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      .noYAML("line \(mark.line), column \(mark.column): \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      .noYAML("line \(context.mark.line): it has the key \(keys.joined(separator: ", ")) twice")
    case .reader(let problem, _, _, _):
      .noYAML(problem)
    case nil, .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      .noYAML("it cannot be parsed")
    }
  }
}
