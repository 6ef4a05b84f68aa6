/// A file of a repository that others share with us, and where in it what we look for stands.
package struct FilePlace: Sendable, Hashable {
  /// From the top of the repository.
  package var file: String
  /// Nil for the places that are looked at by default.
  package var key: YAMLPath?

  package init(file: String, key: YAMLPath? = nil) {
    self.file = file
    self.key = key
  }

  /// The files of all Projects are large, but not as large as this; in bytes.
  package static let largestFile = 64 << 20
}
