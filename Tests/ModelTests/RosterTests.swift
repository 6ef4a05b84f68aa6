import Foundation
import Model
import Testing

@Suite("What may be done for each Project")
struct RosterTests {
  private let now = Date(timeIntervalSince1970: 1_800_000_000)

  private func resource(
    _ projectID: String = "shop",
    environment: String = "dev",
    in namespace: String = "projects",
    called name: String = "any",
    uid: String = "1",
    age: Double? = 86_400,
    leavingFor: Double? = nil
  ) -> ProjectResource {
    ProjectResource(
      reference: ObjectReference(namespace: namespace, name: name),
      uid: uid,
      createdAt: age.map { now.addingTimeInterval(-$0) },
      deletedAt: leavingFor.map { now.addingTimeInterval(-$0) },
      finalizers: leavingFor == nil ? [] : ["project.kyotu.tech/finalizer"],
      projectID: .text(projectID),
      environmentType: .text(environment)
    )
  }

  private func roster(_ resources: ProjectResource...) -> Roster {
    Roster(resources, now: now, settle: 600)
  }

  @Test("Valid ones are served in the order of their NAMEs, however they were listed")
  func served() {
    let roster = roster(resource("b"), resource("a", environment: "qa"), resource("a"))
    #expect(roster.served.map(\.name) == ["a-dev", "a-qa", "b-dev"])
    #expect(roster.count == 3)
    #expect(roster.claimedNames == ["a-dev", "a-qa", "b-dev"])
  }

  @Test("A NAME that only another list claims is claimed, and nobody is served for it")
  func claimsOfAnotherList() {
    var roster = roster(resource("a"))
    roster.noteClaims(on: ["gone-dev"])
    #expect(roster.claimedNames == ["a-dev", "gone-dev"])
    #expect(roster.served.map(\.name) == ["a-dev"])
  }

  @Test("Of three with one NAME the oldest is served and both others are in conflict with it")
  func conflictOfThree() {
    let roster = roster(
      resource(in: "young", uid: "1", age: 1_000),
      resource(in: "old", uid: "3", age: 3_000),
      resource(in: "middle", uid: "2", age: 2_000)
    )
    #expect(roster.served.map(\.reference.namespace) == ["old"])
    #expect(roster.conflicts.map(\.project.reference.namespace) == ["middle", "young"])
    #expect(roster.conflicts.allSatisfy { $0.served.namespace == "old" })
  }

  @Test("At the same second the lower UID wins, whatever the order of the list", arguments: [false, true])
  func tie(isReversed: Bool) {
    let pair = [resource(in: "x", uid: "b"), resource(in: "y", uid: "a")]
    let roster = Roster(isReversed ? pair.reversed() : pair, now: now, settle: 600)
    #expect(roster.served.map(\.reference.namespace) == ["y"])
    #expect(roster.conflicts.map(\.project.reference.namespace) == ["x"])
  }

  @Test("One younger than the settling time is only counted", arguments: [(599.0, 1), (600.0, 0), (-5.0, 1)])
  func settling(age: Double, expected: Int) {
    let roster = roster(resource(age: age))
    #expect(roster.settling == expected)
    #expect(roster.served.count == 1 - expected)
    #expect(roster.claimedNames == ["shop-dev"])
  }

  @Test("A settling one is in no conflict yet, and its elder is served")
  func settlingRival() {
    let roster = roster(resource(in: "old"), resource(in: "new", uid: "2", age: 5))
    #expect(roster.served.map(\.reference.namespace) == ["old"])
    #expect(roster.conflicts.isEmpty)
    #expect(roster.settling == 1)
  }

  @Test("An invalid one is not judged while it settles")
  func settlingInvalid() {
    #expect(roster(resource("../x", age: 5)).invalid.isEmpty)
    #expect(roster(resource("../x", age: 601)).invalid.map(\.name) == ["../x-dev"])
  }

  @Test("In files nothing has an age, so nothing settles and the lower reference is served")
  func files() {
    let pair = [resource(in: "b", uid: "", age: nil), resource(in: "a", uid: "", age: nil)]
    let roster = Roster(pair, now: nil, settle: 600)
    #expect(roster.settling == 0)
    #expect(roster.served.map(\.reference.namespace) == ["a"])
    #expect(roster.conflicts.map(\.project.reference.namespace) == ["b"])
  }

  @Test("A leaving one is neither served nor a rival: its living namesake is served")
  func leavingBesideLiving() {
    let roster = roster(resource(in: "old", age: 9_000, leavingFor: 60), resource(in: "new", uid: "2", age: 700))
    #expect(roster.served.map(\.reference.namespace) == ["new"])
    #expect(roster.conflicts.isEmpty)
    #expect(roster.leaving.map(\.reference.namespace) == ["old"])
    #expect(roster.leaving.first?.since == now.addingTimeInterval(-60))
    #expect(roster.leaving.first?.finalizers == ["project.kyotu.tech/finalizer"])
  }

  @Test("A leaving one is leaving even where it is young or invalid")
  func leavingFirst() {
    let roster = roster(resource(age: 5, leavingFor: 1), resource("../x", uid: "2", leavingFor: 1))
    #expect(roster.leaving.map(\.name).sorted() == ["../x-dev", "shop-dev"])
    #expect(roster.settling == 0)
    #expect(roster.invalid.isEmpty)
  }

  @Test("An invalid one spoils no other, and an invalid namesake takes no NAME away")
  func invalidSpoilsNothing() {
    var broken = resource(in: "old", uid: "0", age: 9_000)
    broken.googleGroup = .text("a@b.c\nx")
    let roster = roster(broken, resource(in: "new"))
    #expect(roster.served.map(\.reference.namespace) == ["new"])
    #expect(roster.conflicts.isEmpty)
    #expect(roster.invalid.map(\.flaws) == [[.googleGroup(.text("a@b.c\nx"))]])
  }

  @Test("Without a NAME of its own an invalid one goes by its object's name")
  func nameless() {
    var broken = resource(called: "shop-dev")
    broken.projectID = .other("a number")
    let roster = roster(broken)
    #expect(roster.invalid.map(\.name) == ["shop-dev"])
    #expect(roster.claimedNames == ["shop-dev"])
  }

  @Test("An unknown environment shields every NAME that it may have meant")
  func unknownEnvironment() {
    let roster = roster(resource(environment: "development", called: "web"))
    #expect(
      roster.claimedNames == [
        "web", "shop-development", "shop-dev", "shop-qa", "shop-test", "shop-stage", "shop-prod",
      ]
    )
  }
}
