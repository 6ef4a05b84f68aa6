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

  /// The files that go, in order.
  var plannedPaths: [String] {
    plan.actions.compactMap(\.action.edit).flatMap { edit in
      if case .application(let files) = edit.content { files.map(\.path) } else { [] }
    }
  }

  /// What the plan does on Argo CD's policy as it is.
  var argoEdits: [ArgoPolicyEdit] {
    plan.actions.compactMap(\.action.edit).flatMap { edit in
      guard case .argoRbac(let content) = edit.content, let live = world.snapshot.flux?.argoRbac.value else { return [] }
      return (try? content.remaining(in: live.policy)) ?? []
    }
  }

  /// What the plan does on `config`.
  func vaultEdits(in config: VaultConfig, sparing googleGroups: Set<String>) -> [VaultEdit] {
    plan(sparing: googleGroups).actions.compactMap(\.action.edit).flatMap { edit in
      if case .vaultRemoval(let content) = edit.content { (try? content.remaining(in: config)) ?? [] } else { [] }
    }
  }
}
