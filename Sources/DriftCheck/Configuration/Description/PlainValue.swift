/// A value as it would be written in a file.
enum PlainValue: Sendable, Equatable {
  struct Entry: Sendable, Equatable {
    let key: String
    let value: PlainValue
  }

  case text(String)
  case list([String])
  case map([Entry])
  case section([Entry])
  case sections([PlainValue])
  /// A section that is not there.
  case absent
}
