/// What a folder of a commit holds under one name.
package struct TreeEntry: Sendable, Hashable {
  /// What it is.
  package enum Kind: Sendable, Hashable {
    /// A file; `isExecutable` is the one permission that git keeps.
    case file(isExecutable: Bool)
    case folder

    /// A symbolic link; its blob holds where it points.
    case link

    /// The commit of another repository, whose objects are not here.
    case submodule
  }

  /// Its name, without the folder.
  package let name: String

  package let id: ObjectID

  package let kind: Kind
}
