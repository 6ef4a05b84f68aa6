import Reports

/// Why a run must not repair, as its configuration stands.
enum FixRefusal: Error, CustomStringConvertible {
  case projectFiles
  case noHistory
  /// The namespace kube-system, whose UID tells clusters apart, could not be read.
  case unknownInstallation

  /// What stands in the way, and what to do.
  var description: String {
    switch self {
    case .projectFiles:
      "--fix needs all Projects of a cluster, and projects.files names files, which may hold only some of them; take the "
        + "key away"
    case .noHistory:
      "--fix needs a history, which knows what was tried before, and the configuration has none; write for instance "
        + "state: {directory: state}"
    case .unknownInstallation:
      "--fix keeps a journal for each cluster, and this one cannot be told from others, as its namespace kube-system could "
        + "not be read; grant the right to list namespaces"
    }
  }
}

extension Check {
  /// Refuses to repair where the configuration lacks what that takes.
  ///
  /// - Throws: ``FixRefusal``.
  func refuseToFixBlindly() throws(FixRefusal) {
    guard mode != .check else { return }
    guard configuration.projects.files.isEmpty else { throw .projectFiles }
    guard configuration.state != nil else { throw .noHistory }
  }
}
