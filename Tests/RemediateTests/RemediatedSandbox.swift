import Desired
import Drift
import Foundation
import Git
import GitLab
import HTTP
import Kubernetes
import Model
import Observed
import Remediate
import Sandbox
import Secrets
import TestSupport

/// What goes wrong with a request, not what is wrong with a Project's thing.
typealias Fault = Sandbox.Fault

/// A sandbox, and all that it takes to read it, plan and repair it.
struct RemediatedSandbox {
  static let policy = Policy(
    namespaceLabels: ["example.com/backup": "nightly"],
    registryHost: "registry.example.com",
    tokens: TokenPolicy()
  )
  static let now = Date(timeIntervalSince1970: 1_800_000_000)

  let server: SandboxServer
  /// The time everywhere.
  let clock: Locked<Date>
  let policy: Policy
  let kubernetes: KubernetesClient
  let gitlab: GitLabClient
  /// Where the copies of the repositories are.
  let state: TemporaryFolder

  /// Runs `body` with the example company, broken as told; the sandbox ends whatever happened.
  static func run(
    _ drifts: PlantedDrift...,
    under policy: Policy = policy,
    body: (RemediatedSandbox) async throws -> Void
  ) async throws {
    try await run(planting: drifts, under: policy, body: body)
  }

  /// Runs `body` with the example company, broken as told; the sandbox ends whatever happened.
  static func run(
    planting drifts: [PlantedDrift],
    under policy: Policy = policy,
    body: (RemediatedSandbox) async throws -> Void
  ) async throws {
    var world = Company.example.world(at: now)
    for drift in drifts { drift.plant(in: &world, at: now) }
    let clock = Locked(now)
    let server = try await SandboxServer.start(world: world, now: { clock.withLock { $0 } })
    do {
      try await body(try RemediatedSandbox(server, clock, policy))
      await server.stop()
    } catch {
      await server.stop()
      throw error
    }
  }

  private init(_ server: SandboxServer, _ clock: Locked<Date>, _ policy: Policy) throws {
    self.server = server
    state = try TemporaryFolder()
    self.clock = clock
    self.policy = policy
    var configuration = HTTPClientConfiguration(userAgent: "remediate-tests")
    configuration.retry = .none
    let access = ClusterAccess(
      origin: "the sandbox",
      server: server.url,
      proxy: .none,
      credential: .token(Secret(User.driftcheck.token))
    )
    kubernetes = try KubernetesClient(access, configuration: configuration, environment: [:])
    gitlab = try GitLabClient.connect(
      url: "\(server.url)/gitlab",
      token: Secret(GitLabAccount.driftcheck.secret),
      proxy: .none,
      userAgent: "remediate-tests",
      pacing: Pacing(now: { .now }, date: { clock.withLock { $0 } }, pause: { _ in }, jitter: { 0 })
    )
  }

  var remediation: Remediation {
    Remediation(kubernetes: kubernetes, gitlab: gitlab, repositories: repositories)
  }

  /// Lets time pass everywhere.
  func pass(_ seconds: TimeInterval) {
    clock.withLock { $0 += seconds }
  }

  /// Reads everything and plans what settles it.
  func plan(under policy: Policy? = nil) async throws -> Plan {
    try await look(under: policy ?? self.policy).plan
  }

  /// What is wrong, but for that which takes leave to remove.
  ///
  /// - Throws: ``Unread`` where anything could not be read, so that finding nothing means nothing.
  func findings() async throws -> [Finding] {
    let seen = try await look(under: policy)
    guard seen.unreadable.isEmpty else { throw Unread(reasons: seen.unreadable) }
    return seen.findings.filter { $0.action?.removal != true }
  }

  struct Unread: Error {
    let reasons: [Unreadable]
  }

  /// The same as another run sees it, which knows nothing of the connections of this one.
  func nextRun() throws -> RemediatedSandbox {
    try RemediatedSandbox(server, clock, policy)
  }

  private func look(
    under policy: Policy
  ) async throws -> (findings: [Finding], plan: Plan, unreadable: [Unreadable]) {
    let projects = ProjectSource(group: "kyotu.tech", version: "v1", namespaces: [])
    let list = try await projects.list(from: kubernetes, .consistent()).get()
    let roster = Roster(list.resources, now: list.serverTime, settle: policy.settle)
    let estates = roster.served.map { Estate(of: $0, under: policy) }
    var snapshot = await Snapshot.read(from: kubernetes, under: policy)
    if let tokens = policy.tokens {
      let reader = GitLabReader(client: gitlab, policy: tokens)
      var seen = Snapshot.GitLab(groups: await reader.groups(), tokens: .read([:]), time: reader.time)
      await reader.look(at: Set(estates.compactMap(\.credential?.group.fullPath)), into: &seen)
      snapshot.gitlab = seen
      let unproven = UnprovenPasswords(of: estates, in: snapshot, under: policy)
      snapshot.gitlab?.verdicts = await reader.verdicts(on: unproven.holders)
    }
    let comparison = Comparison(roster: roster, estates: estates, snapshot: snapshot, policy: policy)
    let now = clock.withLock { $0 }
    let plan = Plan(settling: comparison.findings, of: estates, in: snapshot, under: policy, at: now)
    return (comparison.findings, plan, snapshot.unreadable)
  }

  /// Plans, breaks something by `meanwhile`, executes, and returns what became of the actions.
  ///
  /// - Parameter phases: those that are carried out; none for all.
  func repair(
    _ phases: Phase...,
    meanwhile: () async throws -> Void = {}
  ) async throws -> [Outcome] {
    let plan = Plan(try await plan().actions.filter { phases.isEmpty || phases.contains($0.action.phase) })
    try await meanwhile()
    let outcomes = await remediation.execute(plan)
    return plan.actions.compactMap { outcomes[$0.target] }
  }

  /// What was sent that changes something: method and path.
  var writes: [String] {
    get async {
      await server.log.requests.filter { $0.method != "GET" }.map { "\($0.method) \($0.path)" }
    }
  }

  /// One object of the cluster, decoded.
  func object<Item: Decodable & Sendable>(_ request: APIRequest, as type: Item.Type) async throws -> Item? {
    try await kubernetes.get(request, as: type)
  }

  func namespace(_ name: String) async throws -> ObjectMetadata? {
    try await object(.get(.namespaces, name: name), as: Named.self)?.metadata
  }

  private struct Named: Decodable, Sendable {
    var metadata: ObjectMetadata
  }
}

extension Outcome {
  var isFailure: Bool { if case .failed = self { true } else { false } }
  var isRefusal: Bool { if case .refused = self { true } else { false } }
}

extension [Outcome] {
  var areDone: Bool { !isEmpty && allSatisfy { $0 == .done } }
  var areFailures: Bool { !isEmpty && allSatisfy(\.isFailure) }
  var areRefusals: Bool { !isEmpty && allSatisfy(\.isRefusal) }
}
