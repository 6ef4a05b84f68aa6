import Formats
import Foundation
import Git
import Model
import Observed
import TestSupport
import Testing

@Suite("What is known of the repositories")
struct RepositoryTests {
  private let source: SourceRepository
  private let state: TemporaryFolder

  init() async throws {
    source = try await SourceRepository()
    state = try TemporaryFolder()
  }

  private func mirror(branch: String = "main", credential: Remote.Credential = .none) -> Mirror {
    Mirror(
      of: Remote(url: source.bare.path, branch: branch, credential: credential),
      in: state.url.appending(path: "mirror.git").path
    )
  }

  private func readFlux() async -> Snapshot.Flux {
    await FluxReader(
      mirror(),
      argoRbac: FilePlace(file: "argocd/rbac.yaml"),
      vaultRbac: FilePlace(file: "vault/values.yaml")
    ).read()
  }

  @Test("Application files are known by NAME and by what git calls them, folders by what they hold")
  func deployment() async throws {
    try await source.commit([
      "applications/shop-dev.yaml": "kind: AppProject\n", "applications/README.md": "none of ours",
      "applications/nested/web-qa.yaml": "none of ours", "manifests/README.md": "none of ours",
      "manifests/shop-dev/.gitkeep": "", "manifests/crew-prod/.gitkeep": "", "manifests/crew-prod/web/a.yaml": "a: 1",
      "manifests/web-qa/a.yaml": "a: 1", "manifests/odd-dev/.gitkeep": "kept by hand",
    ])
    let seen = await DeploymentRepository(fetching: mirror()).seen
    #expect(seen.applications.entries == ["shop-dev": try #require(BlobID(of: "kind: AppProject\n"))])
    #expect(
      seen.manifests.entries == [
        "shop-dev": ManifestsFolder(hasPlaceholder: true, holdsMore: false),
        "odd-dev": ManifestsFolder(hasPlaceholder: true, holdsMore: false),
        "crew-prod": ManifestsFolder(hasPlaceholder: true, holdsMore: true),
        "web-qa": ManifestsFolder(hasPlaceholder: false, holdsMore: true),
      ]
    )
    #expect(seen.unreadable.isEmpty)
  }

  @Test("A repository without our folders is read, and has nothing")
  func nothing() async throws {
    try await source.commit(["README.md": "hello"])
    let seen = await DeploymentRepository(fetching: mirror()).seen
    #expect(seen.applications["shop-dev"] == .absent)
    #expect(seen.manifests.entries.isEmpty && seen.manifests.failure == nil)
  }

  @Test("Only the texts of wished files that differ are read")
  func texts() async throws {
    try await source.commit([
      "applications/same-dev.yaml": "same", "applications/other-dev.yaml": "other", "applications/orphan-dev.yaml": "-",
      "applications/large-dev.yaml": String(repeating: "x", count: 1 << 21),
    ])
    var repository = await DeploymentRepository(fetching: mirror())
    #expect(repository.seen.texts.isEmpty)
    let wish = BlobID(of: "same")
    await repository.readTexts(besides: ["same-dev": wish, "other-dev": wish, "gone-dev": wish, "large-dev": wish])
    #expect(repository.seen.texts.count == 2)
    #expect(repository.seen.text(of: "other-dev") == .present("other"))
    let failure = try #require(repository.seen.text(of: "large-dev")?.failure)
    #expect(failure.system == .deployment && failure.subject == "applications/large-dev.yaml")
    #expect(repository.seen.unreadable == [failure])
  }

  @Test("Without the branch, the whole repository is unknown, with the reason")
  func branchMissing() async throws {
    try await source.commit(["README.md": "hello"])
    let seen = await DeploymentRepository(fetching: mirror(branch: "production")).seen
    let failure = try #require(seen.applications.failure)
    #expect(seen.unreadable == [failure, failure])
    #expect(failure.system == .deployment && failure.subject == "branch production")
    #expect(failure.reason.contains("there is no branch 'production'; there is 'main'"))
  }

  @Test("A folder that is no repository names the right that may be missing")
  func noRepository() async throws {
    let remote = Remote(url: state.url.path, branch: "main")
    let seen = await DeploymentRepository(
      fetching: Mirror(of: remote, in: state.url.appending(path: "mirror.git").path)
    ).seen
    #expect(seen.applications.failure?.missingPermission == "read on \(remote.url)")
  }

  @Test("Policy and groups are read out of the two files, with the lines of the file")
  func flux() async throws {
    try await source.commit([
      "argocd/rbac.yaml":
        "kind: ConfigMap\nmetadata: {name: argocd-rbac-cm}\ndata:\n  policy.csv: |\n    # ours\n"
        + "    g, shop.crew@example.com, role:shop-dev\n",
      "vault/values.yaml": "vault: {externalConfig: {policies: [{name: shop_dev_access, rules: ''}]}}\n",
    ])
    let seen = await readFlux()
    let line = try #require(seen.argoRbac.value?.policy.lines(of: "role:shop-dev").first)
    #expect(line.rule == .grant(member: "shop.crew@example.com", role: "role:shop-dev"))
    #expect(seen.argoRbac.value?.precedingLine.map { $0 + line.number } == 6)
    #expect(seen.vaultRbac.value?.policies.map(\.name) == ["shop_dev_access"])
    #expect(seen.unreadable.isEmpty)
  }

  @Test(
    "A shared file that is not there or cannot be understood is unknown, and the other one is read",
    arguments: [
      (nil, "the branch main has no such file; create it, or configure its path"),
      ("kind: [\n", "line 2, column 1: did not find expected node content"),
      (
        "kind: ConfigMap\n",
        "no document holds Argo CD's policy (the ConfigMap argocd-rbac-cm, or an ArgoCD); configure its key"
      ),
      (
        "kind: ConfigMap\nmetadata: {name: argocd-rbac-cm}\ndata:\n  policy.csv: |\n    p, a\n",
        "line 5 of the file, the policy's line 1: a line p has 5 fields after the p, not 1"
      ),
    ]
  )
  func unusable(text: String?, reason: String) async throws {
    try await source.commit(["vault/values.yaml": "vault: {}\n"])
    if let text { try await source.commit(["argocd/rbac.yaml": text]) }
    let seen = await readFlux()
    #expect(seen.unreadable == [Unreadable(system: .flux, subject: "argocd/rbac.yaml", reason: reason)])
    #expect(seen.vaultRbac.value != nil)
  }

  @Test("A folder in the place of the file, and a file that is no text, are unknown")
  func noText() async throws {
    try await source.commit(["argocd/rbac.yaml/a": "b", "vault/values.yaml": "a: 1"])
    try Data([0xff, 0xfe]).write(to: source.workFolder.appending(path: "vault/values.yaml"))
    try await source.pushAll()
    #expect(
      await readFlux().unreadable.map(\.reason) == ["it is no file; configure its path", "it is no text in UTF-8"]
    )
  }
}
