import Desired
import Drift
import Formats
import Foundation
import Git
import HTTP
import Kubernetes
import Model
import Observed
import Remediate
import Sandbox
import Secrets
import TestSupport

extension RemediatedSandbox {
  private static let argoRbac = FilePlace(file: "namespaces/argocd/argocd-operator/rbac.yaml")
  private static let vaultRbac = FilePlace(file: "namespaces/vault/vault/rbac_values.yaml")

  /// Writes to the repositories that the sandbox serves, with git's own server behind.
  var repositories: RepositoryWriter {
    RepositoryWriter(
      deployment: mirror(of: .deployment),
      flux: RepositoryWriter.Flux(mirror(of: .flux), argoRbac: Self.argoRbac, vaultRbac: Self.vaultRbac),
      author: Author(name: "driftcheck", email: "driftcheck@example.com")
    )
  }

  private func mirror(of repository: GitWorld.Repository) -> Mirror {
    var remote = Remote(
      url: server.url(of: repository),
      branch: GitWorld.branch,
      credential: .password(username: "oauth2", Secret(GitHost.password))
    )
    remote.proxy = .none
    return Mirror(of: remote, in: state.url.appending(path: "\(repository.rawValue).git").path)
  }

  /// Reads the repositories, and plans what settles their findings.
  func planRepositories() async throws -> Plan {
    let projects = ProjectSource(group: "kyotu.tech", version: "v1", namespaces: [])
    let list = try await projects.list(from: kubernetes, .consistent()).get()
    let roster = Roster(list.resources, now: list.serverTime, settle: Self.policy.settle)
    var policy = Self.policy
    policy.accessRules = true
    let template = try ApplicationTemplate(deploymentURL: server.url(of: .deployment), branch: GitWorld.branch)
    let estates = roster.served.map { Estate(of: $0, under: policy, application: template) }
    var deployment = await DeploymentRepository(fetching: mirror(of: .deployment))
    let wished = estates.compactMap(\.application).map { ($0.name, $0.blob) }
    await deployment.readTexts(besides: Dictionary(uniqueKeysWithValues: wished))
    let flux = FluxReader(mirror(of: .flux), argoRbac: Self.argoRbac, vaultRbac: Self.vaultRbac)
    var snapshot = Snapshot(namespaces: .read([:]), pullSecrets: .read([:]))
    snapshot.deployment = deployment.seen
    snapshot.flux = await flux.read()
    let findings = Comparison(roster: roster, estates: estates, snapshot: snapshot, policy: policy).findings
    let kinds: Set<Kind> = [.application, .argoRbac, .vaultRbac]
    return Plan(
      settling: findings.filter { kinds.contains($0.kind) },
      of: estates,
      in: snapshot,
      under: policy,
      at: Date(timeIntervalSince1970: 1_800_000_000)
    )
  }

  /// Plans, breaks something by `meanwhile`, executes, and returns what became of the actions.
  func repairRepositories(
    meanwhile: () async throws -> Void = {}
  ) async throws -> [Outcome] {
    let plan = try await planRepositories()
    try await meanwhile()
    let outcomes = await remediation.execute(plan)
    return plan.actions.compactMap { outcomes[$0.target] }
  }

  /// Whether both repositories hold what the Projects ask for, and of what was there before all that nobody broke.
  func isAsWished() async throws -> Bool {
    guard try await planRepositories().actions.isEmpty else { return false }
    let wished = Company.example.world(at: Date(timeIntervalSince1970: 1_800_000_000)).git
    let live = try await server.git.contents()
    return GitWorld.Repository.allCases.allSatisfy { repository in
      let files = wished.files(in: repository)
      return files.keys.allSatisfy { path in
        live[repository, path].map { Self.words(in: $0) } == files[path].map(Self.words)
      }
    }
  }

  /// What a file says in whatever order of its lines; what is added anew comes last in its list.
  private static func words(in text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init).sorted()
  }

  /// The pushes that the sandbox was asked for.
  var pushes: [String] {
    get async { await writes.filter { $0.hasSuffix("/git-receive-pack") } }
  }
}
