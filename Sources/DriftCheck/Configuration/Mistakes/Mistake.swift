import Yams

/// One thing that is wrong with a configuration, and where.
struct Mistake: Sendable, Hashable {
  enum Problem: Sendable, Hashable {
    /// None was named, and the default file is not there.
    case noneFound(defaultFile: String)
    /// The file that `namedBy` names is not there.
    case noSuchFile(namedBy: String)
    case unreadable(reason: String)
    /// The greatest size in bytes is named.
    case tooLarge(limit: Int)
    case notUTF8
    case empty
    case syntax(String)
    case duplicateKeys([String])
    case mergeKey
    case unknownKey(name: String, nearest: String?, known: [String])
    case notYetRead(reason: String, isSection: Bool)
    case missing(example: String)
    case wrongType(expected: Expected, found: Found)
    case unsetVariable(String)
    /// A `${` without a name and `}` after it.
    case malformedReference
    /// As it stands in the file; `variables` were filled in before it was judged.
    case invalid(written: String, variables: [String], TextShape)
    case contradiction(Contradiction)
  }

  enum Expected: Sendable, Hashable {
    case text(TextShape)
    case list
    case section
    case key
  }

  /// The path of the key; empty for the file as a whole.
  let path: String
  /// nil where it is about no place in the file.
  let place: Place?
  let problem: Problem
}

/// A place in a file; both count from 1, columns in characters of Unicode.
struct Place: Sendable, Hashable, Comparable {
  let line: Int
  let column: Int

  static func < (left: Place, right: Place) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

extension Place {
  init(_ mark: Mark) {
    self.init(line: mark.line, column: mark.column)
  }
}
