package import Drift
package import GitLab
import HTTP
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
  private let removals: RemovalWriter?
  private let gate: (any RemovalGate)?

  /// How many actions of a phase are under way at once.
  package static let width = 16

  /// - Parameters:
  ///   - gitlab: nil where no GitLab is looked at.
  ///   - projects: the resource of Projects, whose finalizers go; nil to leave them.
  ///   - gate: looks once more before each removal; without it nothing is removed.
  ///   - note: told what is no failure but should be known, such as a shorter life of tokens than was asked for.
  package init(
    kubernetes: KubernetesClient,
    gitlab: GitLabClient?,
    repositories: RepositoryWriter,
    projects: APIResource? = nil,
    gate: (any RemovalGate)? = nil,
    note: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    namespaces = NamespaceWriter(client: kubernetes)
    pullSecrets = PullSecretWriter(client: kubernetes)
    let settled = Locked<[String: GroupReference]>([:])
    groups = gitlab.map { GroupWriter(client: $0, settled: settled) }
    let mint = gitlab.map { TokenMint(client: $0, note: note) }
    credentials = mint.map { CredentialWriter(kubernetes: kubernetes, mint: $0, groups: settled) }
    revocations = mint.map { RevocationWriter(kubernetes: kubernetes, mint: $0) }
    removals = projects.map { RemovalWriter(kubernetes: kubernetes, mint: mint, projects: $0) }
    self.repositories = repositories
    self.gate = gate
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
    func leave(_ action: PlannedAction, because reason: String) {
      ledger.note(.waiting(reason: reason), of: action)
      progress(action, .waiting(reason: reason))
    }
    for phase in Phase.allCases {
      await withTaskGroup(of: [ActionEnd].self) { group in
        var waiting = plan.units(in: phase).makeIterator()
        /// At most `count` units, without those actions that are left.
        func next(_ count: Int) -> [[PlannedAction]] {
          var units: [[PlannedAction]] = []
          while units.count < count, var unit = waiting.next() {
            unit.removeAll { action in
              if let reason = reasonToStop() { ledger.stop(because: reason) }
              guard let reason = ledger.reasonToWait(action) else { return false }
              leave(action, because: reason)
              return true
            }
            if !unit.isEmpty { units.append(unit) }
          }
          return units
        }
        /// Begins the next ones in one step with what is noted of those that ended: each step waits for the disk.
        func goOn(with count: Int, after ended: [ActionEnd]) {
          let units = next(count)
          if let reason = ledger.keep(ended: ended, beginning: Array(units.joined())) {
            for action in units.joined() { leave(action, because: reason) }
            _ = next(count)
          } else {
            for unit in units { group.addTask { Array(zip(unit, await toItsEnd(unit))) } }
          }
        }
        goOn(with: Remediation.width, after: [])
        for await ended in group {
          for (action, outcome) in ended {
            ledger.note(outcome, of: action)
            progress(action, outcome)
          }
          goOn(with: 1, after: ended)
        }
      }
    }
    return ledger.outcomes
  }

  /// Not a child task, as the cancellation of a request in mid-write would leave nobody knowing what it did.
  private func toItsEnd(_ unit: [PlannedAction]) async -> [Outcome] {
    await Task {
      let admitted = zip(unit.map(\.action), await Remediation.admissions(of: unit, through: gate)).map(Admitted.init)
      let edits = admitted.compactMap { $0.refusal == nil ? $0.action.edit : nil }
      var made: [Outcome] = []
      if let repository = edits.first?.repository { made = await repositories.make(edits, in: repository) }
      var ends = made.makeIterator()
      var outcomes: [Outcome] = []
      for action in admitted {
        if let refusal = action.refusal {
          outcomes.append(refusal)
        } else if action.action.edit != nil {
          outcomes.append(ends.next() ?? .waiting(reason: "it was not begun"))
        } else {
          outcomes.append(await carryOut(action))
        }
      }
      return outcomes
    }.value
  }

  /// An action after the last look.
  private struct Admitted {
    let action: Action
    let admission: Admission

    var refusal: Outcome? {
      switch admission {
      case .repair, .removal: nil
      case .refused(let reason): .refused(reason: reason)
      }
    }
  }

  private func carryOut(_ admitted: Admitted) async -> Outcome {
    switch admitted.action {
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
    case .remove:
      await remove(admitted.admission)
    }
  }

  private func remove(_ admission: Admission) async -> Outcome {
    switch admission {
    case .removal(let cleared):
      await removals?.remove(cleared) ?? .refused(reason: "nobody removes anything in this run")
    case .repair: .refused(reason: "nothing permits this removal")
    case .refused(let reason): .refused(reason: reason)
    }
  }

  private static let noGitLab = "no GitLab is configured"
}
