package import Model

package import struct Foundation.Date

/// What is about to be written somewhere; it is kept before the act, so that a crash leaves a trace.
package struct JournalIntent: Sendable, Hashable {
  /// What sort of act it is.
  package enum Act: String, Sendable, Hashable, CaseIterable {
    case create, change
    /// Something goes: it is deleted, revoked or taken out of a file.
    case remove
  }

  /// The name of the run.
  package var run: String
  /// UID of the namespace kube-system.
  package var installation: String
  package var kind: Kind
  /// NAME of the Project; of a group, its projectId.
  package var project: String
  package var subject: String
  /// The id of the finding that this act repairs by itself; nil for a step on the way to that.
  package var finding: String?
  package var act: Act
  /// The act in words, without secrets: `create a token that ends on 2027-11-22`.
  package var what: String

  package init(
    run: String,
    installation: String,
    kind: Kind,
    project: String,
    subject: String,
    finding: String?,
    act: Act,
    what: String
  ) {
    self.run = run
    self.installation = installation
    self.kind = kind
    self.project = project
    self.subject = subject
    self.finding = finding
    self.act = act
    self.what = what
  }
}

/// What became of an act.
package enum JournalOutcome: String, Sendable, Hashable, CaseIterable {
  case done
  /// The server refused it: nothing has changed.
  case failed
  /// The answer was lost: it may have been done.
  case unknown
}

/// What became of an act in the journal.
package struct JournalEnd: Sendable, Hashable {
  package let number: JournalEntry.Number
  package let outcome: JournalOutcome
  /// Why it failed, in words without secrets.
  package let reason: String?

  package init(number: JournalEntry.Number, outcome: JournalOutcome, reason: String?) {
    self.number = number
    self.outcome = outcome
    self.reason = reason
  }
}

/// An act in the journal.
package struct JournalEntry: Sendable, Hashable {
  /// Which entry of the journal this is.
  package struct Number: Sendable, Hashable {
    let value: Int64
  }

  package let number: Number
  package let intent: JournalIntent
  package let begunAt: Date
  /// Nil while it is under way, or where the process ended before it was known.
  package let outcome: JournalOutcome?
  /// Why it failed, in words without secrets.
  package let reason: String?
  package let endedAt: Date?
}
