package import Drift
import Model

/// What a run is about to do, for people who are to agree to it.
package struct TextPlan: Sendable {
  private let plan: Plan
  private let width: Int

  /// Prepares the text of `plan`.
  ///
  /// - Parameter width: characters in a line, at least 40.
  package init(_ plan: Plan, width: Int = 100) {
    self.plan = plan
    self.width = max(40, width)
  }

  /// Every action in the order of execution, removals marked, ending with a line end.
  package var text: String {
    var page = TextPage(style: .plain, width: width)
    page.line(TextPage.Piece("Plan: \(extent)"))
    for planned in plan.actions {
      let mark = planned.isRemoval ? "REMOVAL " : ""
      let (target, proposal) = (planned.target, planned.action.proposal)
      page.line(
        TextPage.Piece(
          "\(mark)\(target.kind.rawValue) \(ShownText.value(target.subject)): \(ShownText.sentence(proposal.summary))"
        ),
        indent: 2,
        hanging: 4
      )
    }
    return page.text
  }

  /// What is asked before anything is done.
  package var question: String {
    let namespaces = plan.actions.count { $0.permission?.removal.isIrrevocable ?? false }
    let warning =
      namespaces == 0
      ? "" : "Nothing can bring back what is in the \(counted(namespaces, "namespace")) that would go. "
    return "\(warning)Do this? \(extent) [y/N] "
  }

  /// `12 repairs`, `12 repairs and 2 REMOVALS`.
  private var extent: String {
    let removals = plan.actions.count { $0.isRemoval }
    let repairs = plan.actions.count - removals
    let parts = [
      repairs == 0 ? nil : counted(repairs, "repair"),
      removals == 0 ? nil : counted(removals, "removal").uppercased(),
    ].compactMap(\.self)
    return parts.isEmpty ? "nothing to do" : parts.joined(separator: " and ")
  }
}
