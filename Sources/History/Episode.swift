import Drift

import struct Foundation.Date

/// One stretch of time in which a finding was there.
struct Episode: Sendable, Hashable {
  /// Its number in the store.
  let number: Int64
  /// The finding's id, as it was kept: texts with a zero byte come back shortened.
  let id: String
  /// What is remembered of the finding.
  let finding: Finding
  /// The start of the run that saw it first.
  let firstSeen: Date
  /// The start of the run that saw it last.
  let lastSeen: Date
  /// The start of the run that found it gone; nil while it lasts.
  let resolvedAt: Date?
  let streak: Streak
  /// What its removal was judged on in the run that saw it last, as sixteen hexadecimal digits.
  let basis: String?
}
