import Formats
import Model

extension ArgoRbac {
  /// Compares the role wished for with the lines that are about it: what is lacking is one finding, what is beyond
  /// another.
  ///
  /// Order, repetitions and blanks make no difference.
  func differences(in live: LiveArgoPolicy, of estate: Estate) -> [Finding] {
    let difference = ArgoPolicyDifference(desired: self, observed: live.policy)
    return [
      missing(difference.lacking, of: estate),
      extra((difference.extra + difference.extraGrants).sorted { $0.number < $1.number }, in: live, of: estate),
    ].compactMap(\.self)
  }

  private func missing(_ rules: [Rule], of estate: Estate) -> Finding? {
    guard !rules.isEmpty else { return nil }
    return Finding(
      kind: .argoRbac,
      project: estate.project.name,
      subject: role,
      fault: .missing,
      fields: rules.map { FieldDifference("policy", desired: .text($0.policyLine), observed: .absent) },
      action: ProposedAction(rules.count == 1 ? "add the line" : "add the \(rules.count) lines")
    )
  }

  private func extra(_ lines: [ArgoPolicy.Line], in live: LiveArgoPolicy, of estate: Estate) -> Finding? {
    guard !lines.isEmpty else { return nil }
    let removable = lines.count { !$0.rule.denies }
    return Finding(
      kind: .argoRbac,
      project: estate.project.name,
      subject: role,
      fault: .extra,
      severity: removable == 0 ? .medium : nil,
      fields: lines.map { $0.beyond(in: live) },
      action: ProposedAction.removing(lines: removable),
      reason: removable < lines.count ? ArgoPolicy.Line.reasonToKeepDenials : nil
    )
  }
}

extension ProposedAction {
  /// Taking lines out of the policy; nil where there are none that may go.
  static func removing(lines count: Int) -> ProposedAction? {
    guard count > 0 else { return nil }
    return ProposedAction(count == 1 ? "remove the line" : "remove \(count) lines", removal: true)
  }
}

extension ArgoPolicy.Line {
  /// Why lines with `deny` stay: without one, somebody could do more than before.
  static let reasonToKeepDenials = "lines that deny are only reported, never removed"

  /// The line as a difference, with where it stands.
  func beyond(in live: LiveArgoPolicy) -> FieldDifference {
    let place = live.precedingLine.map { "line \($0 + number)" } ?? "policy, line \(number)"
    return FieldDifference(place, desired: .absent, observed: FieldDifference.Side(shown: rule.policyLine))
  }
}

extension ArgoRbac.Rule {
  /// Whether it takes a right away instead of giving one.
  var denies: Bool {
    switch self {
    case .permission(_, _, _, _, let effect): effect == "deny"
    case .grant: false
    }
  }
}
