import Drift
import Foundation
import Model
import Remediate
import Sandbox
import Testing

@Suite("Repairs of groups")
struct GroupsTests {
  @Test("A missing one is created private, an open one is made private, and then nothing is left to do")
  func repair() async throws {
    try await RemediatedSandbox.run(.missingGroup, .publicGroup) { sandbox in
      let outcomes = try await sandbox.repair(.groups)
      #expect(outcomes == [.done, .done])
      let gitlab = await sandbox.server.gitlab.world
      #expect(gitlab.group(at: "analytics")?.visibility == .members)
      #expect(gitlab.group(at: "reports")?.visibility == .members)
      #expect(await sandbox.writes.count == 2)
      #expect(try await sandbox.plan().actions(in: .groups).isEmpty)
    }
  }

  @Test("Of a creation whose answer is lost the group is read back; it is sent once", arguments: [true, false])
  func lostAnswer(wasDone: Bool) async throws {
    try await RemediatedSandbox.run(.missingGroup) { sandbox in
      let outcomes = try await sandbox.repair(.groups) {
        await sandbox.server.faults.add(
          Fault(wasDone ? .dropAfter : .dropBefore, method: "POST", path: "/gitlab/*", times: 1)
        )
      }
      #expect(wasDone ? outcomes == [.done] : outcomes.areFailures)
      #expect(await sandbox.writes == ["POST /gitlab/api/v4/groups"])
      _ = try await sandbox.repair(.groups)
      #expect(try await sandbox.plan().actions(in: .groups).isEmpty)
      #expect(await sandbox.server.gitlab.world.groups.values.filter { $0.path == "analytics" }.count == 1)
    }
  }

  @Test("A path that is taken is read back: only a live group that is as wished will do")
  func taken() async throws {
    for state in Taken.allCases {
      try await RemediatedSandbox.run(.missingGroup) { sandbox in
        let outcomes = try await sandbox.repair(.groups) { await sandbox.server.gitlab.change { state.make(in: &$0) } }
        switch state {
        case .asWished: #expect(outcomes == [.done])
        case .open, .marked, .otherCase: #expect(outcomes.map(\.isRefusal) == [true], "\(state)")
        case .user:
          #expect(outcomes.first?.reason?.contains("has already been taken") == true)
          #expect(outcomes.areFailures)
        }
        #expect(await sandbox.writes == ["POST /gitlab/api/v4/groups"])
      }
    }
  }

  /// What has the path of the group analytics when it is to be created.
  enum Taken: CaseIterable {
    case asWished, open, marked, otherCase, user

    func make(in gitlab: inout GitLabWorld) {
      let id = gitlab.newID()
      var group = Sandbox.GitLabGroup(id: id, path: "analytics", createdAt: Date(timeIntervalSince1970: 1))
      switch self {
      case .asWished: break
      case .open: group.visibility = .everybody
      case .marked:
        gitlab.put(group)
        gitlab.markForDeletion(group, on: CalendarDay(of: Date(timeIntervalSince1970: 1_800_000_000)), renaming: false)
        return
      case .otherCase:
        group = Sandbox.GitLabGroup(id: id, path: "Analytics", createdAt: Date(timeIntervalSince1970: 1))
      case .user:
        gitlab.put(Sandbox.GitLabUser(id: id, username: "analytics", name: "Ana Lytics"))
        return
      }
      gitlab.put(group)
    }
  }

  @Test("One whose deletion was asked for meanwhile, or that is another one, is left open")
  func visibilityOfAnother() async throws {
    try await RemediatedSandbox.run(.publicGroup) { sandbox in
      let outcomes = try await sandbox.repair(.groups) {
        await sandbox.server.gitlab.change { gitlab in
          guard let group = gitlab.group(at: "reports") else { return }
          gitlab.markForDeletion(group, on: CalendarDay(of: Date(timeIntervalSince1970: 1)), renaming: false)
        }
      }
      #expect(outcomes.first?.reason?.contains("somebody asked GitLab") == true)
      #expect(await sandbox.writes.isEmpty)
    }
    try await RemediatedSandbox.run(.publicGroup) { sandbox in
      let outcomes = try await sandbox.repair(.groups) {
        await sandbox.server.gitlab.change { gitlab in
          guard var group = gitlab.group(at: "reports") else { return }
          gitlab.remove(group)
          group.id = gitlab.newID()
          gitlab.put(group)
        }
      }
      #expect(outcomes.first?.reason?.contains("is another one than was looked at") == true)
      #expect(await sandbox.writes.isEmpty)
    }
  }

  @Test("Without the role of an Owner it fails, and says what to grant")
  func forbidden() async throws {
    try await RemediatedSandbox.run(.publicGroup) { sandbox in
      let outcomes = try await sandbox.repair(.groups) {
        await sandbox.server.faults.add(Fault(.status(403), method: "PUT", path: "/gitlab/*"))
      }
      #expect(outcomes.first?.reason?.contains("Owner on the group reports") == true)
      #expect(outcomes.areFailures)
    }
  }

  @Test("Below a parent it is created there; not below one that is gone or marked for deletion")
  func parent() async throws {
    for state in ["there", "marked", "gone"] {
      try await RemediatedSandbox.run { sandbox in
        var policy = RemediatedSandbox.policy
        policy.tokens?.parentGroup = "teams"
        await sandbox.server.gitlab.change { gitlab in
          gitlab.put(Sandbox.GitLabGroup(id: gitlab.newID(), path: "teams", createdAt: Date(timeIntervalSince1970: 1)))
        }
        let plan = Plan(try await sandbox.plan(under: policy).actions(in: .groups))
        #expect(!plan.actions.isEmpty)
        await sandbox.server.gitlab.change { gitlab in
          guard let group = gitlab.group(at: "teams") else { return }
          if state == "gone" { gitlab.remove(group) }
          if state == "marked" {
            gitlab.markForDeletion(group, on: CalendarDay(of: Date(timeIntervalSince1970: 1)), renaming: false)
          }
        }
        let outcomes = await sandbox.remediation.execute(plan)
        let all = Array(outcomes.values)
        #expect(state == "there" ? all.areDone : all.areRefusals, "\(state): \(outcomes)")
        #expect((await sandbox.server.gitlab.world.group(at: "teams/shop") != nil) == (state == "there"))
        if state == "there" { #expect(try await sandbox.plan(under: policy).actions(in: .groups).isEmpty) }
      }
    }
  }
}
