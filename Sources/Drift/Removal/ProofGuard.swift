import Model

/// The rules by which something is proved to be ours.
struct ProofGuard {
  private let evidence: RemovalEvidence
  private let claims: Set<KnownProjects.Claim>
  private let knownNames: Set<String>
  private let unserved: Set<ObjectReference>
  private let served: [ObjectReference: String]

  init(_ evidence: RemovalEvidence) {
    self.evidence = evidence
    claims = Set(evidence.known.claims)
    knownNames = Set(claims.lazy.map(\.name))
    unserved = evidence.roster.unservedProjects
    served = Dictionary(evidence.roster.served.map { ($0.reference, $0.name) }) { first, _ in first }
  }

  /// What is lacking for the proof.
  func obstacles(to removal: Removal) -> [ProofObstacle] {
    switch removal.object {
    case .namespace(let namespace): inCluster(namespace.mark, name: namespace.name)
    case .pullSecret(let secret): inCluster(secret.mark, name: secret.reference.namespace)
    case .token(let token, group: _): shared(removal.name) + maker(of: token)
    case .applicationFiles, .applicationAdditions, .argoLines, .vaultAccess:
      shared(removal.name) + content(of: removal).map(ProofObstacle.otherContent)
    // The entry is the operator's own, and says so itself.
    case .finalizer: []
    }
  }

  /// Where others may write too, the history alone tells our things from theirs.
  private func shared(_ name: String) -> [ProofObstacle] {
    (evidence.rules.isExclusive ? [] : [.notExclusive]) + (knownNames.contains(name) ? [] : [.unknownToHistory(name)])
  }

  private func maker(of token: LiveToken) -> [ProofObstacle] {
    token.isMadeElsewhere(than: evidence.installation ?? "") ? [.madeByAnotherCluster] : []
  }

  private func inCluster(_ mark: Mark, name: String) -> [ProofObstacle] {
    switch mark {
    case .unmarked: [.unmarked]
    case .projectOperator: knownNames.contains(name) ? [] : [.unknownToHistory(name)]
    case .driftcheck(let project): ownMark(project, on: name)
    }
  }

  /// Whoever copies an object copies its mark, too.
  private func ownMark(_ project: String, on name: String) -> [ProofObstacle] {
    guard let reference = ObjectReference(parsing: project), Project.isName(name) else { return [.oddMark] }
    if unserved.contains(reference) { return [.madeForUnserved(reference)] }
    guard let other = served[reference], other != name else { return [] }
    let wasItsOwn = claims.contains(KnownProjects.Claim(name: name, reference: reference))
    return wasItsOwn ? [] : [.madeForAnotherName(reference)]
  }

  private func content(of removal: Removal) -> [String] {
    let wished = removal.keeper == nil ? evidence.former[removal.name] : evidence.estates[removal.name]
    guard let wished else { return ["nobody knows what it would write for \(removal.name)"] }
    let content = RemovalContent(wished: wished, snapshot: evidence.snapshot)
    let words: String? =
      switch removal.object {
      case .applicationFiles(let files): content.difference(in: files)
      case .applicationAdditions(let additions): content.difference(in: additions)
      case .argoLines(let lines): content.difference(in: lines, isKept: removal.keeper != nil)
      case .vaultAccess(let access): content.difference(in: access, isKept: removal.keeper != nil)
      case .namespace, .pullSecret, .token, .finalizer: nil
      }
    return [words].compactMap(\.self)
  }
}

extension ObjectReference {
  /// Reads `NAMESPACE/NAME`; nil for anything else.
  init?(parsing text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    self.init(namespace: parts[0], name: parts[1])
  }
}
