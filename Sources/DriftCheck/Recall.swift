import History
import Model

/// Asks the history what earlier runs know of Projects.
struct Recall: Sendable {
  /// Nil where there is no history, or where the Projects come from files.
  let directory: String?
  let source: StableHash
  let gitlab: StableHash?

  /// What is known in the cluster `installation`, and why it is nothing where the history cannot be used.
  func callAsFunction(of installation: String?) -> (KnownProjects, HistoryError?) {
    guard let directory, let scope = scope(of: installation) else { return (.nothing, nil) }
    do throws(HistoryError) {
      return (try HistoryStore(directory: directory).knownProjects(in: scope), nil)
    } catch {
      return (.nothing, error)
    }
  }

  /// Nil for a cluster that could not be told from others.
  func scope(of installation: String?) -> ProjectScope? {
    installation.flatMap { $0.isEmpty ? nil : ProjectScope(installation: $0, source: source, gitlab: gitlab) }
  }
}
