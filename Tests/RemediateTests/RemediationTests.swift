import Drift
import HTTP
import Model
import Remediate
import Sandbox
import Testing

@Suite("The execution of a plan")
struct RemediationTests {
  private func namespace(_ name: String, after prerequisites: Set<Action.Target> = []) -> PlannedAction {
    PlannedAction(
      .createNamespace(Namespace(name: name, labels: [:]), for: ObjectReference(namespace: "projects", name: name)),
      settling: [name],
      after: prerequisites
    )
  }

  private let missingParent = PlannedAction(.createGroup(Group(fullPath: "nowhere/shop")), settling: ["group"])

  @Test("Every drift that can be mended is, by two runs of which the second writes nothing")
  func convergence() async throws {
    try await RemediatedSandbox.run(
      .missingNamespace,
      .lostNamespaceLabel,
      .oldRegistry,
      .wrongUsername,
      .wrongAuth,
      .missingGroup,
      .publicGroup
    ) { sandbox in
      let outcomes = try await sandbox.repair()
      #expect(outcomes.count >= 9 && outcomes.areDone)
      let writes = await sandbox.writes.count
      #expect(try await sandbox.repair().isEmpty)
      #expect(await sandbox.writes.count == writes)
    }
  }

  @Test("What needs something that failed waits; what needs nothing of it, or what nobody plans, does not")
  func prerequisites() async throws {
    try await RemediatedSandbox.run { sandbox in
      let plan = Plan([
        missingParent,
        PlannedAction(
          .createGroup(Group(fullPath: "waits")),
          settling: ["waits"],
          after: [Action.Target(.namespace, "kept-dev")]
        ),
        PlannedAction(
          .createGroup(Group(fullPath: "begins")),
          settling: ["begins"],
          after: [Action.Target(.namespace, "unplanned-dev")]
        ),
        namespace("kept-dev"),
      ])
      await sandbox.server.faults.add(Fault(.status(403), method: "POST", path: "/api/v1/namespaces", times: 1))
      let outcomes = await sandbox.remediation.execute(plan)
      #expect(outcomes[Action.Target(.namespace, "kept-dev")]?.isFailure == true)
      #expect(
        outcomes[Action.Target(.group, "waits")]
          == .waiting(reason: "it needs the namespace kept-dev, which could not be mended")
      )
      #expect(outcomes[Action.Target(.group, "begins")] == .done)
      #expect(outcomes[missingParent.target]?.isRefusal == true)
      #expect(outcomes.count == plan.actions.count)
    }
  }

  @Test("Once it is cancelled, what was begun comes to its end and nothing else is begun")
  func cancellation() async throws {
    try await RemediatedSandbox.run { sandbox in
      let plan = Plan((0..<40).map { namespace("made-\($0)-dev") } + [missingParent])
      await sandbox.server.faults.add(
        Fault(.delay(milliseconds: 200), method: "POST", path: "/api/v1/namespaces", times: Remediation.width)
      )
      let remediation = sandbox.remediation
      let execution = Task { await remediation.execute(plan) }
      await sandbox.server.faults.usedUp()
      execution.cancel()
      let outcomes = await execution.value
      #expect(outcomes.count == plan.actions.count)
      let done = outcomes.values.filter { $0 == .done }
      #expect(done.count == Remediation.width)
      #expect(
        outcomes.values.filter { $0 == .waiting(reason: "the run was ended before it") }.count == 41 - done.count
      )
      #expect(await sandbox.writes.count == done.count)
    }
  }

  @Test("At most so many actions are under way at once, and each is told of as it ends")
  func width() async throws {
    try await RemediatedSandbox.run { sandbox in
      let plan = Plan((0..<40).map { namespace("made-\($0)-dev") })
      await sandbox.server.faults.add(Fault(.delay(milliseconds: 50), method: "POST"))
      await sandbox.server.log.clear()
      var told: [Action.Target] = []
      _ = await sandbox.remediation.execute(plan, progress: { action, _ in told.append(action.target) })
      #expect(Set(told).count == 40 && told.count == 40)
      let most = await sandbox.server.log.mostAtOnce
      #expect((2...Remediation.width).contains(most))
    }
  }

  @Test("Without a GitLab nothing is done to groups")
  func noGitLab() async throws {
    try await RemediatedSandbox.run { sandbox in
      let remediation = Remediation(
        kubernetes: sandbox.kubernetes,
        gitlab: nil,
        repositories: sandbox.repositories
      )
      let outcomes = await remediation.execute(Plan([missingParent]))
      #expect(outcomes == [missingParent.target: .refused(reason: "no GitLab is configured")])
    }
  }
}
