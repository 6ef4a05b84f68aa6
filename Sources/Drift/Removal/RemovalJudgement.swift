package import Foundation

/// What the rules say of one removal.
package struct RemovalJudgement: Sendable, Equatable {
  package let removal: Removal
  /// All that speaks against it; empty where it is permitted.
  package let obstacles: [RemovalObstacle]
  /// From when on `--prune` would do it, if nothing else happens; nil where something must happen first.
  package let dueAt: Date?

  /// How it stands in words.
  package enum Verdict: Sendable, Equatable {
    case permitted
    /// Nothing but time, or `--prune`, is lacking.
    case waiting(until: Date, reason: String)
    case refused(reason: String)
  }

  init(_ removal: Removal, _ obstacles: [RemovalObstacle], at now: Date) {
    self.removal = removal
    self.obstacles = obstacles
    let others = obstacles.filter { $0 != .run(.notAsked) }
    let ends = others.compactMap(\.endsAt)
    dueAt = ends.count == others.count ? ends.reduce(now, max) : nil
  }

  package var verdict: Verdict {
    guard !obstacles.isEmpty else { return .permitted }
    // What ends by itself is told only where it is all that there is.
    let lasting = obstacles.filter { $0.endsAt == nil && $0 != .run(.notAsked) }
    let told = lasting.isEmpty ? obstacles : lasting
    let reason = told.map(\.description).joined(separator: "; ")
    return dueAt.map { .waiting(until: $0, reason: reason) } ?? .refused(reason: reason)
  }

  /// What a report says is removed later; nil for what is permitted now, and for what nobody can date.
  package var comingRemoval: ComingRemoval? {
    switch verdict {
    case .permitted, .refused: nil
    case .waiting(let until, _): ComingRemoval(told, dueAt: until)
    }
  }

  /// The finding with what keeps its subject.
  package var told: Finding {
    var finding = removal.finding
    let words: String? =
      switch verdict {
      case .permitted: nil
      case .waiting(let until, let reason): "it goes on \(until.instant) at the earliest: \(reason)"
      case .refused(let reason): "it stays: \(reason)"
      }
    guard let words else { return finding }
    finding.reason = finding.reason.map { "\($0); \(words)" } ?? words
    return finding
  }
}
