import Drift

extension Outcome {
  /// The words of the contract.
  enum Word: String, Encodable, CaseIterable, Sendable {
    case done, failed, refused, waiting
  }

  var word: Word {
    switch self {
    case .done: .done
    case .failed: .failed
    case .refused: .refused
    case .waiting: .waiting
    }
  }
}

extension Report {
  /// How many repairs of this run came to which end, of standing findings and of those that are gone; nothing where none
  /// was planned.
  var repairs: [Outcome.Word: Int] {
    Dictionary(findings.compactMap { $0.outcome.map { ($0.word, 1) } }, uniquingKeysWith: +)
  }

  /// How many findings stand although their repair was planned and confirmed, for want of its success.
  var unsettled: Int {
    findings.count { $0.state.stands && $0.outcome?.reason != nil }
  }
}
