import Drift
import Foundation
import Model
import Testing

@Suite("The limit on removals")
struct RemovalLimitTests {
  private func removals(_ kind: Kind, _ names: [String]) -> [Removal] {
    names.map { name in
      Removal(
        settling: Finding(kind: kind, project: name, subject: name, fault: .orphaned),
        .namespace(LiveNamespace(name: name, uid: name, resourceVersion: "1"))
      )
    }
  }

  @Test(
    "It is the smaller of the number and the share, at least one by the share, or what the run was given",
    arguments: [
      (RemovalPolicy(), 0, 1), (RemovalPolicy(), 9, 1), (RemovalPolicy(), 19, 1), (RemovalPolicy(), 20, 2),
      (RemovalPolicy(), 50, 5), (RemovalPolicy(), 10_000, 5), (RemovalPolicy(mostNames: 0), 10_000, 0),
      (RemovalPolicy(mostNames: 500), 10_000, 500), (RemovalPolicy(mostNames: 500, mostPercent: 1), 10_000, 100),
      (RemovalPolicy(mostPercent: 0), 10_000, 1), (RemovalPolicy(admittedNames: 12), 10, 12),
      (RemovalPolicy(admittedNames: 0), 10_000, 0), (RemovalPolicy(mostNames: -1), 10, 0),
    ]
  )
  func most(rules: RemovalPolicy, projects: Int, most: Int) {
    #expect(RemovalLimit(rules, projects: projects).most == most)
  }

  @Test("It counts NAMEs of each kind, and those of the day before with them, each once")
  func counted() {
    let limit = RemovalLimit(RemovalPolicy(mostNames: 2), projects: 100)
    let two = removals(.namespace, ["a-dev", "b-dev"]) + removals(.token, ["a-dev", "a-dev", "b-dev"])
    #expect(limit.excesses(of: two, after: [:]).isEmpty)
    #expect(
      limit.excesses(of: two, after: [.namespace: ["a-dev"], .application: ["x-dev", "y-dev", "z-dev"]]).isEmpty
    )
    let excesses = limit.excesses(of: two, after: [.token: ["c-dev", "b-dev"]])
    #expect(excesses.map(\.kind) == [.token] && excesses.map(\.total) == [3] && excesses.map(\.earlier) == [1])
    #expect(limit.excesses(of: removals(.namespace, ["a-dev", "b-dev", "c-dev"]), after: [:]).map(\.total) == [3])
  }

  @Test("What went before is no trouble where nothing goes now")
  func nothingNow() {
    let before: [Kind: Set<String>] = [.namespace: ["a-dev", "b-dev", "c-dev"]]
    #expect(RemovalLimit(RemovalPolicy(mostNames: 1), projects: 100).excesses(of: [], after: before).isEmpty)
  }

  /// Two NAMEs of which all that they owned may go; the limit is one.
  private func twoGone(admitted: Int? = nil) -> Cleanup {
    var cleanup = Cleanup(.role)
    Break.gone.apply(to: "web-qa", in: &cleanup.world)
    cleanup.everything = true
    cleanup.edit {
      $0.rules.admittedNames = admitted
      $0.rules.mostNames = 1
      // So that the list does not count as shrunken.
      $0.largestProjectCount = 3
    }
    return cleanup
  }

  @Test("Above it nothing at all goes, other kinds neither, and the sentence names all and the option that admits them")
  func refused() throws {
    let cleanup = twoGone()
    let review = cleanup.review
    #expect(review.permitted.isEmpty && review.judgements.count == 9)
    let limited = review.judgements.filter { $0.obstacles != [.time(.filesFirst(until: cleanup.filesDueAt))] }
    let excesses = try #require(review.limit)
    #expect(excesses.map(\.kind) == [.application, .argoRbac, .vaultRbac])
    #expect(limited.allSatisfy { $0.obstacles == [.run(.limit(excesses))] && $0.dueAt == nil })
    let words = RunObstacle.limit(excesses).description
    for part in ["--max-deletions 2 for one run", "application of 2 NAMEs (shop-qa, web-qa)", "nothing at all goes"] {
      #expect(words.contains(part), "\(words)")
    }
  }

  @Test("As many as the run was given go, and not one more", arguments: [1, 2])
  func admitted(names: Int) {
    let review = twoGone(admitted: names).review
    #expect(review.permitted.count == (names == 2 ? 7 : 0))
    #expect((review.limit == nil) == (names == 2))
  }

  @Test("What waits for another reason is not counted")
  func waiting() {
    var cleanup = twoGone()
    cleanup.edit { evidence in
      for (id, record) in evidence.records where record.streak.runs > 0 {
        guard cleanup.findings.first(where: { $0.id == id })?.project == "web-qa" else { continue }
        evidence.records[id]?.streak = .none
      }
    }
    let review = cleanup.review
    #expect(review.limit == nil)
    #expect(Set(review.permitted.map(\.removal.name)) == ["shop-qa"] && review.permitted.count == 4)
  }

  @Test("Many NAMEs are told by the first ten")
  func manyNames() {
    let names = (10..<30).map { "p\($0)-dev" }
    let excesses = RemovalLimit(RemovalPolicy(), projects: 100).excesses(of: removals(.token, names), after: [:])
    let words = RunObstacle.limit(excesses).description
    #expect(words.contains("token of 20 NAMEs (p10-dev") && words.contains("p19-dev and 10 more)"))
    #expect(!words.contains("p20-dev"))
  }
}
