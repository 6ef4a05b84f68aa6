import Drift
import Model

/// What a commit says of itself: a title, and one line for each Project and change.
struct CommitMessage {
  private let edits: [RepositoryEdit]

  init(_ edits: [RepositoryEdit]) {
    self.edits = edits
  }

  var text: String {
    let names = Set(edits.map(\.project))
    let whose = names.count == 1 ? names.first ?? "" : "\(names.count) Projects"
    let removes = edits.contains(where: \.proposal.removal)
    let lines = edits.map { "\($0.project): \($0.kind.rawValue): \($0.proposal.summary)" }
    return """
      \(removes ? "Repair and clean up" : "Repair") what \(whose) asked for

      \(lines.sorted().joined(separator: "\n"))

      """
  }
}
