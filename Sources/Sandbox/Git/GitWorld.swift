/// What the company's git repositories hold, as a plain value: the files at the tip of each branch.
package struct GitWorld: Sendable, Hashable {
  /// A repository of the company.
  package enum Repository: String, CaseIterable, Sendable {
    /// What Argo CD deploys.
    case deployment
    /// What Flux installs, with the rules of who may do what.
    case flux

    /// Where it is below the host of all repositories.
    package var path: String { "operations/\(rawValue).git" }

    /// The address that stands in files of a ``GitWorld``; where they are served, that of the server takes its place.
    package var address: String { "https://gitlab.example.com/\(path)" }
  }

  /// The branch that all repositories have.
  package static let branch = "main"

  private var files: [Repository: [String: String]] = [:]

  /// Repositories without any file.
  package init() {}

  /// The text of the file at `path`, slashes between its folders; writing nil takes it out.
  package subscript(repository: Repository, path: String) -> String? {
    get { files[repository]?[path] }
    set { files[repository, default: [:]][path] = newValue }
  }

  /// The texts of all files, by their paths.
  package func files(in repository: Repository) -> [String: String] {
    files[repository] ?? [:]
  }

  /// The same with one text in the place of another, in all files of all repositories.
  func replacing(_ text: String, with other: String) -> GitWorld {
    guard text != other else { return self }
    var world = self
    world.files = files.mapValues { $0.mapValues { $0.replacing(text, with: other) } }
    return world
  }
}
