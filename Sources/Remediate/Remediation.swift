package import Drift
package import GitLab
package import Kubernetes
import Model

/// Carries out a plan, and does nothing else.
package struct Remediation: Sendable {
  private let namespaces: NamespaceWriter
  private let pullSecrets: PullSecretWriter
  /// Nil where no GitLab is looked at.
  private let groups: GroupWriter?
  private let repositories: RepositoryWriter
  private let credentials: CredentialWriter?
  private let revocations: RevocationWriter?

  /// How many actions of a phase are under way at once.
  package static let width = 16

  /// - Parameters:
  ///   - gitlab: nil where no GitLab is looked at.
  ///   - note: told what is no failure but should be known, such as a shorter life of tokens than was asked for.
  package init(
    kubernetes: KubernetesClient,
    gitlab: GitLabClient?,
    repositories: RepositoryWriter,
    note: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    namespaces = NamespaceWriter(client: kubernetes)
    pullSecrets = PullSecretWriter(client: kubernetes)
    groups = gitlab.map(GroupWriter.init)
    let mint = gitlab.map { TokenMint(client: $0, note: note) }
    credentials = mint.map { CredentialWriter(kubernetes: kubernetes, mint: $0) }
    revocations = mint.map { RevocationWriter(kubernetes: kubernetes, mint: $0) }
    self.repositories = repositories
  }

  /// Carries out `plan`, phase by phase, and says what became of each action.
  ///
  /// Nothing is thrown. An action that was begun is carried to its end also where the task is cancelled; none is begun
  /// after that, nor once there is a reason to stop or the journal cannot be kept.
  ///
  /// - Parameters:
  ///   - journal: told of each action before it begins and when it ended; nil to keep none.
  ///   - reasonToStop: asked before each action; what it says is why those that are left wait.
  ///   - progress: told of each action as it ends, of one at a time.
  package func execute(
    _ plan: Plan,
    keeping journal: (any ActionJournal)? = nil,
    unless reasonToStop: () -> String? = { nil },
    progress: (PlannedAction, Outcome) -> Void = { _, _ in }
  ) async -> [Action.Target: Outcome] {
    var ledger = Ledger(of: plan, journal: journal)
    for phase in Phase.allCases {
      await withTaskGroup(of: [(PlannedAction, Outcome)].self) { group in
        var waiting = plan.units(in: phase).makeIterator()
        func begin() {
          while var next = waiting.next() {
            next.removeAll { action in
              if let reason = reasonToStop() { ledger.stop(because: reason) }
              guard let reason = ledger.reasonToWait(action) else { return false }
              ledger.note(.waiting(reason: reason), of: action)
              progress(action, .waiting(reason: reason))
              return true
            }
            guard next.isEmpty else {
              group.addTask { [next] in Array(zip(next, await toItsEnd(next))) }
              return
            }
          }
        }
        for _ in 0..<Remediation.width { begin() }
        for await outcomes in group {
          for (action, outcome) in outcomes {
            ledger.noteEnd(outcome, of: action)
            progress(action, outcome)
          }
          begin()
        }
      }
    }
    return ledger.outcomes
  }

  /// Not a child task, as the cancellation of a request in mid-write would leave nobody knowing what it did.
  private func toItsEnd(_ unit: [PlannedAction]) async -> [Outcome] {
    await Task {
      let edits = unit.compactMap(\.action.edit)
      if let repository = edits.first?.repository { return await repositories.make(edits, in: repository) }
      var outcomes: [Outcome] = []
      for action in unit { outcomes.append(await carryOut(action.action)) }
      return outcomes
    }.value
  }

  private func carryOut(_ action: Action) async -> Outcome {
    switch action {
    case .createNamespace(let namespace, for: let project):
      await namespaces.create(namespace, for: project)
    case .setLabels(let namespace, on: let judged):
      await namespaces.setLabels(of: namespace, on: judged)
    case .createGroup(let group):
      await groups?.create(group) ?? .refused(reason: Remediation.noGitLab)
    case .setVisibility(let group, of: let judged):
      await groups?.setVisibility(of: group, on: judged) ?? .refused(reason: Remediation.noGitLab)
    case .correctPullSecret(let correction):
      await pullSecrets.correct(correction)
    case .edit(let edit):
      await repositories.make([edit], in: edit.repository).first ?? .waiting(reason: "it was not begun")
    case .issueToken(let issue):
      await credentials?.issue(issue) ?? .refused(reason: Remediation.noGitLab)
    case .revoke(let revocation):
      await revocations?.revoke(revocation) ?? .refused(reason: Remediation.noGitLab)
    }
  }

  private static let noGitLab = "no GitLab is configured"
}
