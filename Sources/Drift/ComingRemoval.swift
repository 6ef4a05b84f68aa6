package import Foundation

/// Something that is left alone for now and is removed later.
package struct ComingRemoval: Sendable, Hashable {
  /// The finding that it will be once it is due.
  package var finding: Finding
  /// The earliest time of its removal.
  package var dueAt: Date

  package init(_ finding: Finding, dueAt: Date) {
    self.finding = finding
    self.dueAt = dueAt
  }
}

extension ComingRemoval: Comparable {
  /// By time, then in the order of findings.
  package static func < (left: ComingRemoval, right: ComingRemoval) -> Bool {
    left.dueAt == right.dueAt ? left.finding < right.finding : left.dueAt < right.dueAt
  }
}
