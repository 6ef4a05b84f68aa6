import Foundation
import Model

extension Namespace {
  /// Compares the namespace wished for with the one seen; nil where they agree or nothing is known.
  func difference(from sighting: Sighting<LiveNamespace>, of estate: Estate) -> Finding? {
    switch sighting {
    case .unreadable:
      nil
    case .absent:
      missing(of: estate)
    case .present(let live):
      changed(live, of: estate)
    }
  }

  private func missing(of estate: Estate) -> Finding {
    Finding(
      kind: .namespace,
      project: estate.project.name,
      subject: name,
      fault: .missing,
      action: .createNamespace,
      reason: "with it the pull secret \(estate.pullSecret.reference.name) is missing"
    )
  }

  private func changed(_ live: LiveNamespace, of estate: Estate) -> Finding? {
    let termination = terminationDifference(live)
    let fields = [termination].compactMap(\.self) + labelDifferences(live)
    guard !fields.isEmpty else { return nil }
    let isTerminating = termination != nil
    return Finding(
      kind: .namespace,
      project: estate.project.name,
      subject: name,
      fault: .changed,
      severity: isTerminating ? .critical : nil,
      fields: fields,
      action: isTerminating ? nil : .setLabels,
      reason: isTerminating
        ? "somebody deleted it although a Project asks for it; all it holds goes with it, and it can be created "
          + "again only when it is gone"
        : nil
    )
  }

  private func terminationDifference(_ live: LiveNamespace) -> FieldDifference? {
    live.deletedAt.map {
      FieldDifference(
        "status.phase",
        desired: .text("Active"),
        observed: .text("Terminating since \($0.formatted(.iso8601))")
      )
    }
  }

  private func labelDifferences(_ live: LiveNamespace) -> [FieldDifference] {
    labels.sorted { $0.key < $1.key }.compactMap { key, value in
      guard live.labels[key] != value else { return nil }
      let observed = live.labels[key].map(FieldDifference.Side.text) ?? .absent
      return FieldDifference("metadata.labels[\(key)]", desired: .text(value), observed: observed)
    }
  }
}
