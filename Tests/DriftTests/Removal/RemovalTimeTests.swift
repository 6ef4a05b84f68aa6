import Drift
import Foundation
import Model
import Testing

@Suite("When something goes")
struct RemovalTimeTests {
  private let day = Cleanup.day

  private func judgement(_ cleanup: Cleanup) throws -> RemovalJudgement {
    try #require(cleanup.review.judgements.first)
  }

  @Test("Seen for the first time, it goes when the grace is over", arguments: Scene.allCases)
  func firstSight(scene: Scene) throws {
    var cleanup = Cleanup(scene)
    cleanup.record = RemovalRecord()
    #expect(try judgement(cleanup).dueAt == World.now.addingTimeInterval(7 * day))
    cleanup.edit { $0.records = [:] }
    #expect(try judgement(cleanup).dueAt == World.now.addingTimeInterval(7 * day))
  }

  @Test("The date stays the same from run to run, and comes when runs are lacking at its time")
  func date() throws {
    var cleanup = Cleanup(.role)
    let since = World.now.addingTimeInterval(-3 * day)
    cleanup.record.streak = Streak(runs: 3, since: since)
    #expect(try judgement(cleanup).dueAt == since.addingTimeInterval(7 * day))
    cleanup.record.streak = Streak(runs: 1, since: World.now.addingTimeInterval(-8 * day))
    #expect(try judgement(cleanup).dueAt == World.now)
    #expect(cleanup.review.permitted.isEmpty)
  }

  @Test("The configuration says how long and how often")
  func configured() {
    var cleanup = Cleanup(.role)
    cleanup.record.streak = Streak(runs: 3, since: World.now.addingTimeInterval(-3600))
    cleanup.edit { $0.rules.grace = 3600 }
    #expect(cleanup.review.permitted.count == 1)
    cleanup.edit { $0.rules.leastRuns = 4 }
    #expect(cleanup.review.permitted.isEmpty)
  }

  @Test("Without --prune it waits for that alone, with its date")
  func notAsked() throws {
    var cleanup = Cleanup(.role)
    RemovalRule.asked.break(in: &cleanup)
    #expect(
      try judgement(cleanup).verdict == .waiting(until: World.now, reason: "removals wait for --prune")
    )
    let coming = try #require(try judgement(cleanup).comingRemoval)
    #expect(coming.dueAt == World.now && coming.finding.id == cleanup.removals.first?.finding.id)
    cleanup.record.streak = .none
    #expect(try judgement(cleanup).comingRemoval?.dueAt == World.now.addingTimeInterval(7 * day))
  }

  @Test("What stays for another reason has no date, and that reason alone is told")
  func noDate() throws {
    var cleanup = Cleanup(.role)
    cleanup.record.streak = .none
    RemovalRule.exclusive.break(in: &cleanup)
    RemovalRule.asked.break(in: &cleanup)
    let judgement = try judgement(cleanup)
    #expect(judgement.dueAt == nil && judgement.comingRemoval == nil)
    #expect(
      judgement.verdict
        == .refused(reason: "other clusters may write there too; if none does, set `projects.exclusive: true`")
    )
    #expect(
      judgement.told.reason
        == "no Project asks for it; it stays: other clusters may write there too; if none does, set "
        + "`projects.exclusive: true`"
    )
  }

  @Test("A namespace goes last: some time after its files, in a later run")
  func namespaceLast() throws {
    var cleanup = Cleanup(.files)
    cleanup.everything = true
    #expect(cleanup.review.permitted.map(\.removal.finding.kind) == [.token, .application, .argoRbac, .vaultRbac])
    let namespace = try #require(cleanup.review.judgements.first { $0.removal.finding.kind == .namespace })
    #expect(namespace.obstacles == [.time(.filesFirst(until: cleanup.filesDueAt))])
    #expect(namespace.dueAt == cleanup.filesDueAt)

    cleanup.record.streak = .none
    let later = cleanup.review.judgements.first { $0.removal.finding.kind == .namespace }?.dueAt
    #expect(later == World.now.addingTimeInterval(7 * day + 1800))
  }

  @Test("A namespace stays as long as its files do")
  func filesStay() throws {
    for keeps in [true, false] {
      var cleanup = Cleanup(.namespace)
      let folder = ManifestsFolder(hasPlaceholder: true, holdsMore: true)
      cleanup.edit { evidence in
        if keeps {
          evidence.snapshot.deployment?.manifests.note(.present(folder), for: Cleanup.gone)
        } else {
          let blob = BlobID(Array(repeating: 1, count: 20))
          blob.map { evidence.snapshot.deployment?.applications.note(.present($0), for: Cleanup.gone) }
        }
      }
      #expect(cleanup.obstacles == [.time(.filesFirst(until: nil))])
      #expect(try judgement(cleanup).dueAt == nil)
    }
  }

  @Test("Where no deployment repository is looked at, a namespace waits for none")
  func noRepository() {
    var cleanup = Cleanup(.namespace)
    cleanup.edit { $0.snapshot.deployment = nil }
    #expect(cleanup.review.permitted.count == 1)
  }

  @Test("The end is exact to the second", arguments: [0.0, 1.0])
  func exact(late: Double) {
    var cleanup = Cleanup(.namespace)
    cleanup.record.streak = Streak(runs: 2, since: World.now.addingTimeInterval(late - 7 * day))
    cleanup.edit { $0.filesGoneAt[Cleanup.gone] = World.now.addingTimeInterval(late - 1800) }
    #expect(cleanup.review.permitted.count == (late == 0 ? 1 : 0))
  }

  @Test("Whatever was seen how often and for how long: it goes only after both", arguments: 0..<100)
  func random(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (runs, least) = (Int.random(in: 0...4, using: &random), Int.random(in: 1...4, using: &random))
    let (age, grace) = (Int.random(in: 0...9, using: &random), Int.random(in: 0...9, using: &random))
    var cleanup = Cleanup(.vaultPolicy)
    cleanup.record.streak = Streak(
      runs: runs,
      since: runs == 0 ? nil : World.now.addingTimeInterval(-Double(age) * day)
    )
    cleanup.edit {
      $0.rules.leastRuns = least
      $0.rules.grace = Double(grace) * day
    }
    let mayGo = runs > 0 && runs >= least && age >= grace
    #expect(cleanup.review.permitted.isEmpty != mayGo)
  }
}
