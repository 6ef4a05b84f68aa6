import Desired
import Drift
import Formats
import Foundation
import Git
import HTTP
import Model
import Observed
import Remediate
import TestSupport

/// Two real repositories in which others write, too, and what some Projects ask of them.
struct SharedRepositories {
  static let argoRbac = "argocd/rbac.yaml"
  static let vaultRbac = "vault/values.yaml"

  /// What others wrote, in their own style.
  static let policy = """
    # Ask #platform before you change this.
    kind: ConfigMap
    metadata: {name: argocd-rbac-cm}   # read by Argo CD
    data:
        "policy.csv": |
            p, role:readonly, applications, get, */*, allow

            g,  ops@example.com,  role:admin
        scopes: '[groups]'

    """
  static let values = """
    vault:
      replicas: 3
      externalConfig:
        policies: # all of them
        -   name: training
            rules: path "secret/training/*" { capabilities = ["read"] }
        groups:
        - {name: trainees@example.com, policies: [training], type: external}
        group-aliases: []
    # the end
    """

  let deployment: SourceRepository
  let flux: SourceRepository
  let state: TemporaryFolder
  /// Where each repository is reached.
  var urls: [RepositoryEdit.Repository: String]
  var names: [String]
  /// The two files of the Flux repository.
  var places = (argoRbac: FilePlace(file: Self.argoRbac), vaultRbac: FilePlace(file: Self.vaultRbac))
  /// Changes what a Project asks for, as no valid one does.
  var disguise: @Sendable (inout Estate) -> Void = { _ in }

  /// Repositories that hold nothing of the Projects called `names`.
  init(for names: [String] = ["shop-dev", "shop-qa", "crew-prod"]) async throws {
    deployment = try await SourceRepository(named: "deployment")
    flux = try await SourceRepository(named: "flux")
    state = try TemporaryFolder()
    self.names = names
    urls = [.deployment: deployment.bare.path, .flux: flux.bare.path]
    try await deployment.commit(["README.md": "What Argo CD deploys.\n", "applications/platform.yaml": "kind: Other\n"])
    try await flux.commit([Self.argoRbac: Self.policy, Self.vaultRbac: Self.values])
  }

  /// The same repositories as somebody else sees them, who keeps copies in another folder.
  init(_ others: SharedRepositories, keepingCopiesIn state: TemporaryFolder) {
    deployment = others.deployment
    flux = others.flux
    self.state = state
    urls = others.urls
    names = others.names
  }

  /// Lends `body` the repositories as git's own server hands them out, which runs hooks.
  func served(_ body: (SharedRepositories) async throws -> Void) async throws {
    let servers = [try await GitServer.start(deployment), try await GitServer.start(flux)]
    var served = self
    served.urls = [.deployment: servers[0].url("deployment"), .flux: servers[1].url("flux")]
    let result: Result<Void, any Error>
    do {
      result = .success(try await body(served))
    } catch {
      result = .failure(error)
    }
    for server in servers { await server.stop() }
    try result.get()
  }

  var writer: RepositoryWriter {
    RepositoryWriter(
      deployment: mirror(of: .deployment),
      flux: RepositoryWriter.Flux(
        mirror(of: .flux),
        argoRbac: places.argoRbac,
        vaultRbac: places.vaultRbac
      ),
      author: Author(name: "driftcheck", email: "driftcheck@example.com")
    )
  }

  private func mirror(of repository: RepositoryEdit.Repository) -> Mirror {
    var remote = Remote(url: urls[repository] ?? "", branch: "main")
    remote.proxy = .none
    return Mirror(of: remote, in: state.url.appending(path: "\(repository).git").path)
  }
}

extension SharedRepositories {
  private static let now = Date(timeIntervalSince1970: 1_800_000_000)

  private var roster: Roster {
    Roster(
      names.map { name in
        let parts = name.split(separator: "-")
        return ProjectResource(
          reference: ObjectReference(namespace: "projects", name: name),
          uid: "uid-\(name)",
          createdAt: Self.now.addingTimeInterval(-86_400),
          projectID: .text(parts.dropLast().joined(separator: "-")),
          environmentType: .text(String(parts.last ?? "")),
          googleGroup: .text("\(parts.first ?? "").crew@example.com")
        )
      },
      now: Self.now,
      settle: 600
    )
  }

  /// Reads both repositories as a run does, and compares them with what the Projects ask for.
  func findings() async throws -> ([Finding], [Estate], Snapshot, Policy) {
    let policy = Policy(registryHost: "registry.example.com", accessRules: true)
    let template = try ApplicationTemplate(deploymentURL: "https://git.example.com/deployment.git", branch: "main")
    let estates = roster.served.map { project in
      var estate = Estate(of: project, under: policy, application: template)
      disguise(&estate)
      return estate
    }
    var repository = await DeploymentRepository(fetching: mirror(of: .deployment))
    let wished = estates.compactMap(\.application).map { ($0.name, $0.blob) }
    await repository.readTexts(besides: Dictionary(uniqueKeysWithValues: wished))
    var snapshot = Snapshot(namespaces: .read([:]), pullSecrets: .read([:]))
    snapshot.deployment = repository.seen
    snapshot.flux = await FluxReader(
      mirror(of: .flux),
      argoRbac: places.argoRbac,
      vaultRbac: places.vaultRbac
    ).read()
    let comparison = Comparison(roster: roster, estates: estates, snapshot: snapshot, policy: policy)
    let kinds: Set<Kind> = [.application, .argoRbac, .vaultRbac]
    return (comparison.findings.filter { kinds.contains($0.kind) }, estates, snapshot, policy)
  }

  /// The edits that a run would make now.
  func edits(in repository: RepositoryEdit.Repository) async throws -> [RepositoryEdit] {
    let (findings, estates, snapshot, policy) = try await findings()
    let plan = Plan(settling: findings, of: estates, in: snapshot, under: policy, at: Self.now)
    return plan.actions.compactMap(\.action.edit).filter { $0.repository == repository }
  }

  func text(_ path: String, in repository: SourceRepository, at commit: String = "main") async throws -> String {
    // Not with git's own line end, which the text need not have.
    let program = try await Program.run("git", ["-C", repository.bare.path, "show", "\(commit):\(path)"])
    return program.text
  }

  func tip(of repository: SourceRepository) async throws -> String {
    try await repository.inBare("rev-parse", "main")
  }
}
