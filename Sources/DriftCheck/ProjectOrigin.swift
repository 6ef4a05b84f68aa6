import Kubernetes
import Model
import Observed

/// Where the Projects of a run come from.
enum ProjectOrigin: Sendable {
  case cluster(ProjectSource)
  /// Files, to try a change before it is merged; they may hold only some of the Projects.
  case files([ProjectResource])

  /// Reads the files where the configuration names some.
  ///
  /// - Throws: `ProjectFileError` for a file that cannot be used.
  init(_ section: ProjectsSection) throws(ProjectFileError) {
    if section.files.isEmpty {
      self = .cluster(ProjectSource(group: section.group, version: section.version, namespaces: section.namespaces))
    } else {
      self = .files(try ProjectFiles(apiVersion: "\(section.group)/\(section.version)", paths: section.files).read())
    }
  }

  /// Whether they are all there are, so that what none of them asks for is an orphan; some namespaces are not all.
  var areComplete: Bool {
    switch self {
    case .cluster(let source): source.namespaces.isEmpty
    case .files: false
    }
  }

  /// How the cluster serves them; nil for those of files.
  var resource: APIResource? {
    switch self {
    case .cluster(let source): source.resource
    case .files: nil
    }
  }

  /// Those that came from files; none where the cluster is asked.
  var fromFiles: [ProjectResource] {
    switch self {
    case .cluster: []
    case .files(let resources): resources
    }
  }

  /// Lists the NAMEs that they claim, and keeps nothing else of them.
  func claims(
    from client: KubernetesClient,
    _ consistency: ListRequest.Consistency
  ) async -> Result<Set<String>, Unreadable> {
    switch self {
    case .cluster(let source): await source.claims(from: client, consistency)
    case .files(let resources): .success(Set(resources.flatMap(\.shieldedNames)))
    }
  }

  /// Lists them; those of files were read before.
  func list(
    from client: KubernetesClient,
    _ consistency: ListRequest.Consistency
  ) async -> Result<ProjectList, Unreadable> {
    switch self {
    case .cluster(let source): await source.list(from: client, consistency)
    case .files(let resources): .success(ProjectList(resources: resources, serverTime: nil))
    }
  }
}
