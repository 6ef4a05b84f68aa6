import Drift
import Formats
import Model

extension Cleanup {
  /// What a plan does that holds nothing but what is permitted to go.
  var plan: Plan { plan(sparing: world.roster.googleGroups) }

  private func plan(sparing googleGroups: Set<String>) -> Plan {
    Plan([]).removing(
      review.permitted,
      judgedIn: world.snapshot,
      under: world.policy,
      keeping: evidence.estates,
      sparing: googleGroups
    )
  }

  private func edits(sparing googleGroups: Set<String>) -> [RepositoryEdit.Content] {
    plan(sparing: googleGroups).actions.compactMap { $0.action.edit?.content }
  }

  /// The files that go, in order.
  var plannedPaths: [String] {
    edits(sparing: []).flatMap { content -> [String] in
      if case .application(let files) = content { files.map(\.path) } else { [] }
    }
  }

  /// What the plan does on Argo CD's policy as it is.
  var argoEdits: [ArgoPolicyEdit] {
    guard let live = world.snapshot.flux?.argoRbac.value else { return [] }
    return edits(sparing: []).flatMap { content -> [ArgoPolicyEdit] in
      if case .argoRbac(let edit) = content { (try? edit.remaining(in: live.policy)) ?? [] } else { [] }
    }
  }

  /// What the plan does on `config`.
  func vaultEdits(in config: VaultConfig, sparing googleGroups: Set<String>) -> [VaultEdit] {
    edits(sparing: googleGroups).flatMap { content -> [VaultEdit] in
      if case .vaultRemoval(let edit) = content { (try? edit.remaining(in: config)) ?? [] } else { [] }
    }
  }
}
