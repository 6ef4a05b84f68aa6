import Foundation
import Model

/// What is done about one Project's token and pull secret.
struct CredentialPlanning {
  private let credential: Credential
  /// The open findings on both.
  private let findings: [Finding]
  /// What the plan makes first: namespace or group.
  private let causes: [PlannedAction]
  /// Where a token can go; nil where that is unknown or not there.
  private let site: Site?
  private let need: Need

  /// Where a token is written.
  enum Site {
    case absent
    case present(LivePullSecret)
  }

  /// What a credential needs.
  enum Need: Equatable {
    /// No new token, or nobody can say.
    case nothing
    /// A token, because none that works is held.
    case token
    /// A token in the place of this one, which still works.
    case successor(LiveToken)
  }

  /// Plans for `estate`; nil where no GitLab is looked at, and for a namespace that is never ours.
  ///
  /// - Parameters:
  ///   - findings: the open ones of the Project.
  ///   - planned: what the plan does already, by what it is about.
  ///   - isIgnored: whether somebody wants a finding to be left alone.
  init?(
    of estate: Estate,
    in snapshot: Snapshot,
    under policy: Policy,
    settling findings: [Finding],
    beside planned: [Action.Target: PlannedAction],
    isIgnored: (Finding) -> Bool
  ) {
    guard !policy.protects(estate.namespace.name),
      let credential = Credential(of: estate, in: snapshot, under: policy)
    else { return nil }
    let secret = estate.pullSecret.reference.description
    let namespace = planned[Action.Target(.namespace, estate.namespace.name)].flatMap { $0.creates ? $0 : nil }
    let group = planned[Action.Target(.group, credential.token.group)].flatMap { $0.creates ? $0 : nil }
    let consequence = Finding(kind: .pullSecret, project: estate.project.name, subject: secret, fault: .missing)
    self.credential = credential
    self.findings = findings.filter { finding in
      switch finding.kind {
      case .token: finding.project == estate.project.name
      case .pullSecret: finding.subject == secret
      case .project, .namespace, .group, .application, .argoRbac, .vaultRbac: false
      }
    }
    causes = isIgnored(consequence) ? [] : [namespace, group].compactMap(\.self)
    site = credential.site(makingNamespace: namespace != nil)
    need = credential.need(at: site, makingGroup: group != nil)
  }

  /// The token that is made; nil where none is needed, or nothing announces it.
  var issue: PlannedAction? {
    guard let site, !announcing.isEmpty || !causes.isEmpty else { return nil }
    switch need {
    case .nothing:
      return nil
    case .token:
      return issue(at: site, besides: nil, as: .createToken)
    case .successor(let held):
      guard findings.contains(where: { $0.action == .rotateToken }) else { return nil }
      return issue(at: site, besides: held, as: .rotateToken)
    }
  }

  /// The token that the secret holds and that would be replaced although it works.
  var working: LiveToken? {
    if case .successor(let held) = need { held } else { nil }
  }

  /// The findings that a right pull secret with a new token in it settles.
  private var announcing: [Finding] {
    findings.filter { $0.action?.isDoneByNewToken ?? false }
  }

  private func issue(at site: Site, besides held: LiveToken?, as usual: ProposedAction) -> PlannedAction? {
    var judged: LivePullSecret?
    var proposal = usual
    switch site {
    case .absent:
      if announcing.contains(where: { $0.action == .createPullSecret }) { proposal = .createPullSecret }
    case .present(let secret):
      judged = secret
      proposal = secret.replacementReason.map(ProposedAction.createTokenAndPullSecret) ?? usual
    }
    guard let issue = TokenIssue(for: credential, into: judged, besides: held, as: proposal) else { return nil }
    // A predecessor that is due gets the new overlap, so it is no finding any more.
    let overtaken = due.filter { issue.predecessors.contains($0.token.id) }.map(\.finding)
    return PlannedAction(
      .issueToken(issue),
      settling: (announcing + overtaken).map(\.id) + causes.flatMap(\.settles),
      after: Set(causes.map(\.target))
    )
  }

  /// What is done where no token is made.
  var correction: PlannedAction? {
    guard let correction = credential.correction.map(Action.correctPullSecret) else { return nil }
    let settled = findings.filter { $0.kind == .pullSecret && $0.action == correction.proposal }
    return settled.isEmpty ? nil : PlannedAction(correction, settling: settled.map(\.id))
  }

  /// The tokens whose time is over.
  private var due: [(token: LiveToken, finding: Finding)] {
    let found = Dictionary(findings.filter { $0.action == .revokeToken }.map { ($0.subject, $0) }) { first, _ in first }
    guard !found.isEmpty else { return [] }
    return (credential.namesakes ?? []).filter(credential.isLive).compactMap { token in
      found[Token.subject(of: token, in: credential.token.group)].map { (token, $0) }
    }
  }

  /// - Parameter issue: what makes the token that takes over; nil where none is made.
  func revocations(after issue: PlannedAction?) -> [PlannedAction] {
    var successors: Set<LiveToken.ID> = []
    if let issue, case .issueToken(let wish) = issue.action { successors = wish.predecessors }
    var revocations = due.filter { !successors.contains($0.token.id) }.compactMap { token, finding in
      Revocation(of: token, in: credential).map { PlannedAction(.revoke($0), settling: [finding.id]) }
    }
    guard let issue, credential.policy.overlap <= 0 else { return revocations }
    for token in credential.namesakes ?? [] where successors.contains(token.id) {
      guard let revocation = Revocation(of: token, in: credential) else { continue }
      revocations.append(PlannedAction(.revoke(revocation), settling: issue.settles, after: [issue.target]))
    }
    return revocations
  }
}

extension [CredentialPlanning] {
  /// What is done about all of them.
  ///
  /// - Parameter limit: how many tokens that still work are replaced; those that end soonest come first. What holds no
  ///   working token always gets one.
  func actions(replacingAtMost limit: Int) -> [PlannedAction] {
    var actions: [PlannedAction] = []
    var replacements: [(planning: CredentialPlanning, issue: PlannedAction, endsAt: Date)] = []
    for planning in self {
      guard let issue = planning.issue else {
        actions += [planning.correction].compactMap(\.self) + planning.revocations(after: nil)
        continue
      }
      if let working = planning.working {
        replacements.append((planning, issue, working.diesAt ?? .distantFuture))
      } else {
        actions += [issue] + planning.revocations(after: issue)
      }
    }
    replacements.sort { ($0.endsAt, $0.issue.target.subject) < ($1.endsAt, $1.issue.target.subject) }
    for (planning, issue, _) in replacements.prefix(limit) {
      actions += [issue] + planning.revocations(after: issue)
    }
    for (planning, issue, _) in replacements.dropFirst(limit) {
      var postponed = issue
      postponed.postponement = "a run replaces at most \(limit) tokens that still work, those that end soonest first"
      actions += [postponed] + [planning.correction].compactMap(\.self) + planning.revocations(after: nil)
    }
    return actions
  }
}

extension PlannedAction {
  /// Whether it makes a namespace or a group, so that what belongs into that can be made in the same run.
  fileprivate var creates: Bool {
    switch action {
    case .createNamespace, .createGroup: true
    case .setLabels, .setVisibility, .correctPullSecret, .issueToken, .revoke, .edit, .remove: false
    }
  }
}

extension Credential {
  /// Where a token can be written: only into a secret, or beside what is there, that was read in this run.
  func site(makingNamespace: Bool) -> CredentialPlanning.Site? {
    switch (namespace, pullSecret) {
    case (.present(let live), .present(let secret)): live.deletedAt == nil ? .present(secret) : nil
    case (.present(let live), .absent): live.deletedAt == nil ? .absent : nil
    case (.absent, .absent): makingNamespace ? .absent : nil
    case (.absent, .present), (.unreadable, _), (_, .unreadable): nil
    }
  }

  /// What it needs, as far as the group's tokens were read in this run.
  func need(at site: CredentialPlanning.Site?, makingGroup: Bool) -> CredentialPlanning.Need {
    guard let site, let namesakes = makingGroup ? [] : namesakes else { return .nothing }
    guard namesakes.contains(where: isLive) else { return .token }
    switch site {
    case .absent:
      return .token
    case .present(let secret):
      switch holding(of: secret, among: namesakes) {
      case .live(let held, password: _): return .successor(held)
      case .other, .nothing: return .token
      case .unknown: return .nothing
      }
    }
  }
}
