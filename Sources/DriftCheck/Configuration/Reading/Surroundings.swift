/// What a configuration file is read in: the environment, and the folder that its relative paths start from.
struct Surroundings: Sendable {
  let environment: [String: String]
  /// Absolute.
  let folder: String

  /// `path` from the root; nil for `~/` where `HOME` is not set.
  func absolutePath(_ path: String) -> String? {
    if path.hasPrefix("/") { return path }
    guard path.hasPrefix("~/") else { return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)" }
    return environment["HOME"].map { "\($0)/\(path.dropFirst(2))" }
  }
}
