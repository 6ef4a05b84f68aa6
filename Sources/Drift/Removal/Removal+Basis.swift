package import Model

extension Removal {
  /// A hash of what it was judged on: another object under the same name, or another set of lines, has another one.
  ///
  /// What must wait waits anew where this changes. Places in a file and versions of an object are no part of it, because
  /// they change with everything beside it.
  package var basis: StableHash {
    StableHash([finding.id] + parts)
  }

  private var parts: [String] {
    switch object {
    case .namespace(let namespace): [namespace.uid]
    case .pullSecret(let secret): [secret.uid]
    case .token(let token, let group): [group, "\(token.id)"]
    case .applicationFiles(let files): [files.file?.description ?? ""] + files.paths
    case .applicationAdditions(let additions): [additions.judged.description]
    case .argoLines(let lines): lines.rules.map { "\($0)" }.sorted()
    case .vaultAccess(let access):
      access.entries.map { "\($0.name)=\($0.rules ?? "")" }.sorted() + Set(access.holders.map(\.name)).sorted()
    case .finalizer(let project): [project.uid]
    }
  }
}
