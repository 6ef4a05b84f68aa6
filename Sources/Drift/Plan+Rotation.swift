package import Model

extension Plan {
  /// Plans new credentials for Projects that somebody asks for by name, whether anything is wrong with them or not.
  ///
  /// No other Project gets one, and `token.maxPerRun` does not count: who names them wants them now. What must be there
  /// first (namespace, group, a secret that was read) is not made: ``obstacle(toRotating:of:in:under:)`` says why a
  /// Project is left out.
  ///
  /// - Parameters:
  ///   - names: NAMEs of Projects.
  ///   - estates: what the served Projects shall own.
  package init(
    rotating names: Set<String>,
    of estates: some Sequence<Estate>,
    in snapshot: Snapshot,
    under policy: Policy
  ) {
    self.init(
      estates.filter { names.contains($0.project.name) }.flatMap { estate in
        (try? Plan.rotation(of: estate, in: snapshot, under: policy).get()) ?? []
      }
    )
  }

  /// Why the Project called `name` gets no new credential from ``init(rotating:of:in:under:)``, in whole words; nil where
  /// it gets one.
  package static func obstacle(
    toRotating name: String,
    of estates: some Sequence<Estate>,
    in snapshot: Snapshot,
    under policy: Policy
  ) -> String? {
    guard let estate = estates.first(where: { $0.project.name == name }) else {
      return "no Project of that name is served"
    }
    switch rotation(of: estate, in: snapshot, under: policy) {
    case .success: return nil
    case .failure(let obstacle): return obstacle.words
    }
  }

  private struct Obstacle: Error {
    let words: String
  }

  private static func rotation(
    of estate: Estate,
    in snapshot: Snapshot,
    under policy: Policy
  ) -> Result<[PlannedAction], Obstacle> {
    guard !policy.protects(estate.namespace.name) else {
      return .failure(Obstacle(words: "its namespace is protected, so nothing is changed there"))
    }
    guard let credential = Credential(of: estate, in: snapshot, under: policy) else {
      return .failure(Obstacle(words: "no GitLab is configured"))
    }
    guard let namesakes = credential.namesakes else {
      return .failure(Obstacle(words: "the tokens of the group \(credential.token.group) could not be read"))
    }
    guard let site = credential.site(makingNamespace: false) else {
      let namespace = estate.namespace.name
      return .failure(
        Obstacle(words: "the namespace \(namespace) and its pull secret are not there, or could not be read")
      )
    }
    return credential.rotation(at: site, among: namesakes).map(Result.success)
      ?? .failure(Obstacle(words: "the namespace kube-system, whose UID tokens are known by, could not be read"))
  }
}

extension Credential {
  /// A new token, and where there is no overlap the end of those that it takes over from.
  fileprivate func rotation(at site: CredentialPlanning.Site, among namesakes: [LiveToken]) -> [PlannedAction]? {
    var judged: LivePullSecret?
    var held: LiveToken?
    if case .present(let secret) = site {
      judged = secret
      if case .live(let token, password: _) = holding(of: secret, among: namesakes) { held = token }
    }
    let usual: ProposedAction = judged == nil ? .createPullSecret : held == nil ? .createToken : .rotateToken
    let proposal = judged?.replacementReason.map(ProposedAction.createTokenAndPullSecret) ?? usual
    guard let issue = TokenIssue(for: self, into: judged, besides: held, as: proposal) else { return nil }
    let planned = PlannedAction(.issueToken(issue), settling: [])
    guard policy.overlap <= 0 else { return [planned] }
    let predecessors = namesakes.filter { issue.predecessors.contains($0.id) }
    return [planned]
      + predecessors.compactMap { Revocation(of: $0, in: self) }
      .map { PlannedAction(.revoke($0), settling: [], after: [planned.target]) }
  }
}
