/// What an edit was not planned for, and is therefore not made on.
package enum EditRefusal: Error, Sendable, Hashable {
  /// The file is neither as it was judged nor as it is wished.
  case fileChanged(path: String)
  /// A shared file says something else of a role or a policy than when it was judged.
  case entriesChanged(subject: String)
  /// A folder that was to go with the file holds more than it.
  case folderFilled(path: String)
}

extension EditRefusal: CustomStringConvertible {
  /// One clause that ends with what to do next.
  package var description: String {
    switch self {
    case .fileChanged(let path):
      "the file \(path) was changed since it was looked at; run again"
    case .entriesChanged(let subject):
      "what the file says of \(subject) was changed since it was looked at; run again"
    case .folderFilled(let path):
      "there is more beside the file \(path) now than when it was looked at; run again"
    }
  }
}
