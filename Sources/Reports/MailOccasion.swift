/// When a mail about a run is sent.
package enum MailOccasion: String, CaseIterable, Sendable {
  case always
  /// Where a finding stands, or something could not be read.
  case drift
  /// Where a finding is new or resolved, or something could not be read.
  case change
  case never
}

extension Report {
  /// Whether the run is worth a mail to somebody who wants one on `occasion`.
  package func isMailed(on occasion: MailOccasion) -> Bool {
    switch occasion {
    case .always: true
    case .drift: standing > 0 || !unreadable.isEmpty
    case .change: !unreadable.isEmpty || findings.contains(where: \.state.isChange)
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
