import Drift
import Formats
import Testing

/// An edit of a file of words, one on each line; it stands in for those of policies, whose files are their own matter.
private struct WordEdit: SharedFileEdit {
  struct Flaw: Error, CustomStringConvertible {
    let description: String
  }

  var word: String
  var subject = ""
  var isRemoval = false
  /// What a reader finds changed.
  var isStale = false

  func remaining(in live: Set<String>) throws(EditRefusal) -> [WordEdit] {
    if isStale { throw .entriesChanged(subject: subject) }
    return live.contains(word) == isRemoval ? [self] : []
  }

  static func reading(_ text: String, key: YAMLPath?) throws(Flaw) -> Set<String> {
    if text == "garbage" { throw Flaw(description: "no words") }
    return Set(text.split(separator: "\n").map(String.init))
  }

  static func applying(_ steps: [WordEdit], to text: String, key: YAMLPath?) throws(Flaw) -> String {
    guard !steps.contains(where: { $0.word.contains("!") }) else { throw Flaw(description: "not a word") }
    let removed = Set(steps.filter(\.isRemoval).map(\.word))
    let lines = text.split(separator: "\n").map(String.init) + steps.filter { !$0.isRemoval }.map(\.word)
    return lines.filter { !removed.contains($0) }.joined(separator: "\n")
  }
}

@Suite("A shared file with edits made")
struct SharedFileRevisionTests {
  private func revision(_ text: String, _ edits: [WordEdit]) -> SharedFileRevision {
    SharedFileRevision(of: text, key: nil, by: edits)
  }

  @Test("holds all of them, and knows which were done already")
  func all() {
    let revision = revision("a\nb", [WordEdit(word: "c"), WordEdit(word: "a"), WordEdit(word: "b", isRemoval: true)])
    #expect(revision.text == "a\nc")
    #expect(revision.verdicts == [.made, .nothingLeft, .made])
  }

  @Test("holds all but those that do not fit, wherever they stand", arguments: [[0], [7], [31], [0, 15, 16, 31]])
  func unfit(places: [Int]) {
    let edits = (0..<32).map { WordEdit(word: places.contains($0) ? "w\($0)!" : "w\($0)") }
    let revision = revision("", edits)
    let reason = "the file cannot be edited: not a word; make the change by hand"
    for (place, verdict) in revision.verdicts.enumerated() {
      #expect(verdict == (places.contains(place) ? .left(.refused(reason: reason)) : .made))
    }
    #expect(revision.text.split(separator: "\n").count == 32 - places.count)
  }

  @Test("is given up where nearly nothing fits, before it takes for ever")
  func nothingFits() {
    let revision = revision("a", (0..<4000).map { WordEdit(word: "w\($0)!") })
    #expect(revision.text == "a")
    #expect(revision.verdicts.allSatisfy { if case .left(.refused) = $0 { true } else { false } })
  }

  @Test("is as it was where it cannot be read")
  func unreadable() {
    let revision = revision("garbage", [WordEdit(word: "a"), WordEdit(word: "b")])
    #expect(revision.text == "garbage")
    let verdict = EditVerdict.left(.refused(reason: "the file cannot be read now: no words"))
    #expect(revision.verdicts == [verdict, verdict])
  }

  @Test("One that was changed meanwhile is refused, the others are made")
  func stale() {
    let revision = revision("", [WordEdit(word: "a", subject: "x", isStale: true), WordEdit(word: "b", subject: "y")])
    #expect(revision.text == "b")
    let reason = "what the file says of x was changed since it was looked at; run again"
    #expect(revision.verdicts == [.left(.refused(reason: reason)), .made])
  }

  @Test("Nobody loses something before the same subject gains what it lacks", arguments: [true, false])
  func grantBeforeRevoke(fits: Bool) {
    let edits = [
      WordEdit(word: "old", subject: "x", isRemoval: true), WordEdit(word: fits ? "new" : "new!", subject: "x"),
      WordEdit(word: "other", subject: "y", isRemoval: true),
    ]
    let revision = revision("old\nother", edits)
    #expect(revision.text == (fits ? "new" : "old"))
    #expect(revision.verdicts[2] == .made)
    let waiting = EditVerdict.left(.waiting(reason: "it needs what x lacks, which was refused"))
    #expect(revision.verdicts[0] == (fits ? .made : waiting))
  }
}
