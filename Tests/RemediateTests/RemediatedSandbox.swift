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
  let kubernetes: KubernetesClient
  let gitlab: GitLabClient
  /// Where the copies of the repositories are.
  let state: TemporaryFolder

  /// Runs `body` with the example company, broken as told; the sandbox ends whatever happened.
  static func run(
    _ drifts: PlantedDrift...,
    body: (RemediatedSandbox) async throws -> Void
  ) async throws {
    try await run(planting: drifts, body: body)
  }

  /// Runs `body` with the example company, broken as told; the sandbox ends whatever happened.
  static func run(
    planting drifts: [PlantedDrift],
    body: (RemediatedSandbox) async throws -> Void
  ) async throws {
    var world = Company.example.world(at: now)
    for drift in drifts { drift.plant(in: &world) }
    let server = try await SandboxServer.start(world: world, now: { now })
    do {
      try await body(try RemediatedSandbox(server))
      await server.stop()
    } catch {
      await server.stop()
      throw error
    }
  }

  private init(_ server: SandboxServer) throws {
    self.server = server
    state = try TemporaryFolder()
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
      pacing: Pacing(now: { .now }, date: { RemediatedSandbox.now }, pause: { _ in }, jitter: { 0 })
    )
  }

  var remediation: Remediation {
    Remediation(kubernetes: kubernetes, gitlab: gitlab, repositories: repositories)
  }

  /// Reads everything and plans what settles it.
  func plan(under policy: Policy = policy) async throws -> Plan {
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
    return Plan(settling: comparison.findings, of: estates, in: snapshot, under: policy, at: Self.now)
  }

  /// Plans, breaks something by `meanwhile`, executes, and returns what became of the actions.
  func repair(
    meanwhile: () async throws -> Void = {}
  ) async throws -> [Outcome] {
    let plan = try await plan()
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
  /// The reason of an outcome other than done.
  var reason: String? {
    switch self {
    case .done: nil
    case .failed(let reason), .refused(let reason), .waiting(let reason): reason
    }
  }

  var isFailure: Bool { if case .failed = self { true } else { false } }
  var isRefusal: Bool { if case .refused = self { true } else { false } }
}

extension [Outcome] {
  var areDone: Bool { !isEmpty && allSatisfy { $0 == .done } }
  var areFailures: Bool { !isEmpty && allSatisfy(\.isFailure) }
  var areRefusals: Bool { !isEmpty && allSatisfy(\.isRefusal) }
}
