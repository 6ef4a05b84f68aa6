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
      if let deletedAt = live.deletedAt {
        terminating(since: deletedAt, of: estate)
      } else {
        relabelled(live, of: estate)
      }
    }
  }

  private func missing(of estate: Estate) -> Finding {
    Finding(
      kind: .namespace,
      project: estate.project.name,
      subject: name,
      fault: .missing,
      action: ProposedAction("create the namespace"),
      reason: "with it the pull secret \(estate.pullSecret.reference.name) is missing"
    )
  }

  private func terminating(since deletedAt: Date, of estate: Estate) -> Finding {
    Finding(
      kind: .namespace,
      project: estate.project.name,
      subject: name,
      fault: .changed,
      severity: .critical,
      fields: [
        FieldDifference(
          "status.phase",
          desired: .text("Active"),
          observed: .text("Terminating since \(deletedAt.formatted(.iso8601))")
        )
      ],
      reason: "somebody deleted it although a Project asks for it; all it holds goes with it, and it can be created "
        + "again only when it is gone"
    )
  }

  private func relabelled(_ live: LiveNamespace, of estate: Estate) -> Finding? {
    let fields = labels.sorted { $0.key < $1.key }.compactMap { key, value -> FieldDifference? in
      guard live.labels[key] != value else { return nil }
      let observed = live.labels[key].map(FieldDifference.Side.text) ?? .absent
      return FieldDifference("metadata.labels[\(key)]", desired: .text(value), observed: observed)
    }
    guard !fields.isEmpty else { return nil }
    return Finding(
      kind: .namespace,
      project: estate.project.name,
      subject: name,
      fault: .changed,
      fields: fields,
      action: ProposedAction("set the labels")
    )
  }
}
