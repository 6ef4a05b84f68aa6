import Drift
import Git

/// What some edits of a repository come to on one tip of its branch.
struct RepositoryDraft: Sendable {
  let edits: [RepositoryEdit]
  /// In the order of the edits.
  private(set) var verdicts: [EditVerdict]
  /// What is to be committed, by path; empty where everything is as wished or nothing fits.
  private(set) var changes: [String: Change] = [:]
  /// The edits that each change is made for.
  private var reasons: [String: Set<Int>] = [:]

  init(_ edits: [RepositoryEdit]) {
    self.edits = edits
    verdicts = edits.map { _ in .nothingLeft }
  }

  var outcomes: [Outcome] {
    verdicts.map { verdict in
      switch verdict {
      case .nothingLeft, .made: .done
      case .left(let outcome): outcome
      }
    }
  }

  /// The edits that the commit is made of.
  var made: [RepositoryEdit] {
    zip(edits, verdicts).filter { $0.1 == .made }.map(\.0)
  }

  mutating func note(_ verdict: EditVerdict, of index: Int) {
    verdicts[index] = verdict
  }

  /// Changes the file at `path` for the edits at `indices`.
  mutating func change(_ path: String, to change: Change, for indices: some Sequence<Int>) {
    changes[path] = change
    reasons[path, default: []].formUnion(indices)
  }

  /// Takes the edits back that are made by changing `path`, with all that only they change; whether there were any.
  mutating func refuse(_ path: String, because reason: String) -> Bool {
    guard let refused = reasons[path], !refused.isEmpty else { return false }
    for index in refused { verdicts[index] = .left(.refused(reason: reason)) }
    for (path, indices) in reasons {
      reasons[path] = indices.subtracting(refused)
      if indices.isSubset(of: refused) { changes[path] = nil }
    }
    return true
  }
}
