/// Where the value of a key comes from; what the file does not have is a default.
enum Origin: Sendable, Hashable {
  case file
  /// The file, by way of these environment variables.
  case environment([String])
}
