import Drift
import HTTP
import Model
import Remediate
import Sandbox
import Testing

@Suite("The execution of a plan beside its journal")
struct RemediationJournalTests {
  /// Notes what it is told, and fails at the call that it is told to fail at.
  private final class Notebook: ActionJournal {
    struct Full: Error, CustomStringConvertible {
      let description = "no room is left"
    }

    let lines = Locked<[String]>([])
    /// How many lines there is room for.
    private let room: Int

    init(room: Int = .max) {
      self.room = room
    }

    func note(ended: [ActionEnd], beginning: [PlannedAction]) throws {
      for end in ended { try write("\(end.outcome == .done ? "done" : "not done") \(end.action.target.subject)") }
      for action in beginning { try write("begin \(action.target.subject)") }
    }

    private func write(_ line: String) throws {
      let isFull = lines.withLock { lines in
        guard lines.count < room else { return true }
        lines.append(line)
        return false
      }
      if isFull { throw Full() }
    }
  }

  private let groups = Plan(
    ["first", "second", "third"].map { PlannedAction(.createGroup(Group(fullPath: $0)), settling: [$0]) }
  )

  @Test("Each action is in the journal before it begins, and with its outcome when it ended")
  func intents() async throws {
    try await RemediatedSandbox.run { sandbox in
      let journal = Notebook()
      await sandbox.server.faults.add(Fault(.status(403), method: "POST", path: "/gitlab/api/v4/groups", times: 1))
      _ = await sandbox.remediation.execute(groups, keeping: journal)
      let lines = journal.lines.withLock { $0 }
      #expect(lines.prefix(3) == ["begin first", "begin second", "begin third"])
      #expect(lines.dropFirst(3).count { $0.hasPrefix("done ") } == 2)
      #expect(lines.dropFirst(3).count { $0.hasPrefix("not done ") } == 1)
    }
  }

  @Test("Nothing is begun whose intent cannot be kept, nor anything after it")
  func fullJournal() async throws {
    try await RemediatedSandbox.run { sandbox in
      let outcomes = await sandbox.remediation.execute(groups, keeping: Notebook(room: 0))
      #expect(outcomes.values.filter { $0 == .waiting(reason: "no room is left") }.count == 3)
      #expect(await sandbox.writes.isEmpty)
    }
  }

  @Test("A journal that is full lets what was begun end, and begins nothing in its place")
  func fullJournalOnTheWay() async throws {
    let plan = Plan(
      (0..<Remediation.width + 2).map { number in
        PlannedAction(.createGroup(Group(fullPath: "group-\(number)")), settling: ["\(number)"])
      }
    )
    try await RemediatedSandbox.run { sandbox in
      let outcomes = await sandbox.remediation.execute(plan, keeping: Notebook(room: Remediation.width))
      #expect(outcomes.values.count { $0 == .done } == Remediation.width)
      #expect(outcomes.values.count { $0 == .waiting(reason: "no room is left") } == 2)
      #expect(await sandbox.writes.count == Remediation.width)
    }
  }

  @Test("A reason to stop lets what was begun end, and is why the others wait")
  func stopped() async throws {
    try await RemediatedSandbox.run { sandbox in
      var asked = 0
      let outcomes = await sandbox.remediation.execute(
        groups,
        unless: {
          asked += 1
          return asked > 1 ? "the Lease is lost" : nil
        }
      )
      #expect(outcomes[Action.Target(.group, "first")] == .done)
      #expect(outcomes.values.filter { $0 == .waiting(reason: "the Lease is lost") }.count == 2)
      #expect(await sandbox.writes.count == 1)
    }
  }
}
