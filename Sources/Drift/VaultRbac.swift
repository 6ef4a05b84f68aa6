import Formats
import Model

extension VaultRbac {
  /// Compares policy, group and alias wished for with those seen: what is missing, changed or beyond is one finding each.
  func differences(in config: VaultConfig, of estate: Estate) -> [Finding] {
    let difference = VaultDifference(desired: self, observed: config)
    let faults: [(Fault, [FieldDifference], ProposedAction)] = [
      (.missing, difference.lacking.compactMap(field), ProposedAction("add what is missing")),
      (.changed, difference.changed.compactMap(field), ProposedAction("correct what is changed")),
      (
        .extra, difference.extra.map(field), ProposedAction("take the policy from who shall not have it", removal: true)
      ),
    ]
    return faults.filter { !$0.1.isEmpty }.map { fault, fields, action in
      Finding(
        kind: .vaultRbac,
        project: estate.project.name,
        subject: policy,
        fault: fault,
        fields: fields,
        action: action
      )
    }
  }

  private func field(_ lack: VaultDifference.Lack) -> FieldDifference? {
    switch lack {
    case .policy:
      FieldDifference("policies[\(policy)]", desired: .text(wishedRules), observed: .absent)
    case .group:
      group.map {
        FieldDifference("groups[\($0.name)]", desired: .text("\($0.type), has \(policy)"), observed: .absent)
      }
    case .grant:
      group.map { FieldDifference("groups[\($0.name)].policies", desired: .text(policy), observed: .absent) }
    case .alias:
      group.map {
        FieldDifference(
          "group-aliases[\($0.name)]",
          desired: .text("\($0.mountpath), for \($0.name)"),
          observed: .absent
        )
      }
    }
  }

  private func field(_ change: VaultDifference.Change) -> FieldDifference? {
    switch change {
    case .rules(let observed):
      FieldDifference("policies[\(policy)].rules", desired: .text(wishedRules), observed: .init(shown: observed))
    case .groupType(let observed):
      group.map {
        FieldDifference("groups[\($0.name)].type", desired: .text($0.type), observed: .init(shown: observed))
      }
    case .mountpath(let observed):
      group.map {
        FieldDifference(
          "group-aliases[\($0.name)].mountpath",
          desired: .text($0.mountpath),
          observed: .init(shown: observed)
        )
      }
    case .aliasGroup(let observed):
      group.map {
        FieldDifference("group-aliases[\($0.name)].group", desired: .text($0.name), observed: .init(shown: observed))
      }
    }
  }

  private func field(_ other: VaultConfig.Group) -> FieldDifference {
    FieldDifference("groups[\(other.name)].policies", desired: .absent, observed: .text(policy))
  }

  private var wishedRules: String {
    "\(path): \(capabilities.joined(separator: ", "))"
  }
}
