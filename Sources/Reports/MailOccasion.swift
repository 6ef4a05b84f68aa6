/// When a mail about a run is sent.
package enum MailOccasion: String, CaseIterable, Sendable {
  case always
  /// Where a finding stands, or the run is incomplete.
  case drift
  /// Where a finding is new or resolved, or the run is incomplete.
  case change
  case never
}

extension Report {
  /// Whether the run is worth a mail to somebody who wants one on `occasion`.
  package func isMailed(on occasion: MailOccasion) -> Bool {
    switch occasion {
    case .always: true
    case .drift: verdict != .inSync
    case .change: verdict == .incomplete || findings.contains(where: \.state.isChange)
    case .never: false
    }
  }
}

extension ReportedFinding.State {
  fileprivate var isChange: Bool {
    switch self {
    case .new, .resolved: true
    case .ongoing, .suppressed: false
    }
  }
}
