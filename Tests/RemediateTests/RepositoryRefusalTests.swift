import Drift
import Formats
import Foundation
import Git
import Model
import TestSupport
import Testing

@testable import Remediate

@Suite("An edit of a repository that no longer fits is refused, and the others are made")
struct RepositoryRefusalTests {
  private static let names = ["crew-prod", "shop-dev"]

  /// What became of the edits by their subjects, after `meanwhile`.
  private func outcomes(
    in repository: RepositoryEdit.Repository,
    of world: SharedRepositories,
    meanwhile: () async throws -> Void
  ) async throws -> [String: Outcome] {
    let edits = try await world.edits(in: repository)
    try await meanwhile()
    let outcomes = await world.writer.make(edits, in: repository)
    return Dictionary(uniqueKeysWithValues: zip(edits.map(\.subject), outcomes))
  }

  @Test("A file that somebody wrote meanwhile stays as it is")
  func fileWritten() async throws {
    let world = try await SharedRepositories(for: Self.names)
    let outcomes = try await outcomes(in: .deployment, of: world) {
      try await world.deployment.commit(["applications/shop-dev.yaml": "theirs\n"])
    }
    #expect(
      outcomes["shop-dev"]
        == .refused(reason: "the file applications/shop-dev.yaml was changed since it was looked at; run again")
    )
    #expect(outcomes["crew-prod"] == .done)
    #expect(try await world.text("applications/shop-dev.yaml", in: world.deployment) == "theirs\n")
    // All of an edit or nothing.
    #expect(try await world.deployment.inBare("ls-tree", "--name-only", "main", "manifests/") == "manifests/crew-prod")
  }

  @Test("A file in the way of a folder is nobody's trouble but the Project's")
  func folderTaken() async throws {
    let world = try await SharedRepositories(for: Self.names)
    let outcomes = try await outcomes(in: .deployment, of: world) {
      try await world.deployment.commit(["manifests/shop-dev": "a file"])
    }
    let reason = try #require(outcomes["shop-dev"]?.reason)
    #expect(reason.contains("'manifests/shop-dev/.gitkeep' cannot be changed, because 'manifests/shop-dev' is a file"))
    #expect(outcomes["shop-dev"]?.isRefusal == true && outcomes["crew-prod"] == .done)
    let files = try await world.deployment.inBare("ls-tree", "--name-only", "main", "applications/")
    #expect(files == "applications/crew-prod.yaml\napplications/platform.yaml")
  }

  @Test("Entries of Vault that somebody added otherwise than wished stay as they are")
  func entriesAdded() async throws {
    let world = try await SharedRepositories(for: Self.names)
    let theirs = "    policies: # all of them\n    - {name: shop_dev_access, rules: 'path \"*\" {}'}\n"
    let outcomes = try await outcomes(in: .flux, of: world) {
      let values = SharedRepositories.values.replacing("    policies: # all of them\n", with: theirs)
      try await world.flux.commit([SharedRepositories.vaultRbac: values])
    }
    #expect(
      outcomes["shop_dev_access"]
        == .refused(reason: "what the file says of shop_dev_access was changed since it was looked at; run again")
    )
    #expect(Set(outcomes.filter { $0.value == .done }.keys) == ["crew_prod_access", "role:shop-dev", "role:crew-prod"])
    #expect(try await world.text(SharedRepositories.vaultRbac, in: world.flux).contains(theirs))
  }

  @Test(
    "What cannot be read now is left alone, the other file is not",
    arguments: [
      ("kind: [\n", "argocd/rbac.yaml", "the file cannot be read now: line 2"),
      (nil, "argocd/rbac.yaml", "argocd/rbac.yaml: there is no such file any more"),
      ("vault: [\n", "vault/values.yaml", "the file cannot be read now: line 2"),
    ] as [(text: String?, file: String, reason: String)]
  )
  func unreadableNow(text: String?, file: String, reason: String) async throws {
    let world = try await SharedRepositories(for: ["shop-dev"])
    let outcomes = try await outcomes(in: .flux, of: world) { try await world.flux.commit([file: text]) }
    let (broken, whole) =
      file == SharedRepositories.argoRbac
      ? ("role:shop-dev", "shop_dev_access") : ("shop_dev_access", "role:shop-dev")
    #expect(outcomes[whole] == .done)
    #expect(outcomes[broken]?.isRefusal == true)
    #expect(outcomes[broken]?.reason?.hasPrefix(reason) == true, "\(String(describing: outcomes[broken]))")
  }

  @Test("A link in the place of a shared file is not followed")
  func link() async throws {
    let world = try await SharedRepositories(for: ["shop-dev"])
    let outcomes = try await outcomes(in: .flux, of: world) {
      let file = world.flux.workFolder.appending(path: SharedRepositories.vaultRbac)
      try FileManager.default.removeItem(at: file)
      try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: "../argocd/rbac.yaml")
      try await world.flux.pushAll()
    }
    #expect(outcomes["shop_dev_access"] == .refused(reason: "vault/values.yaml: it is no file; configure its path"))
    #expect(outcomes["role:shop-dev"] == .done)
  }

  @Test("A file that cannot be edited without touching what is not ours is left alone")
  func anchors() async throws {
    let world = try await SharedRepositories(for: ["shop-dev"])
    let quoted = """
      kind: ConfigMap
      metadata: {name: argocd-rbac-cm}
      data: {policy.csv: "p, role:readonly, applications, get, */*, allow"}

      """
    try await world.flux.commit([SharedRepositories.argoRbac: quoted])
    let outcomes = try await outcomes(in: .flux, of: world) {}
    #expect(outcomes["role:shop-dev"]?.reason?.hasPrefix("the file cannot be edited: ") == true)
    #expect(outcomes["shop_dev_access"] == .done)
    #expect(try await world.text(SharedRepositories.argoRbac, in: world.flux) == quoted)
  }

  @Test(
    "A name that would be more than a name in a shared file is escaped or refused, and gives nobody any right",
    arguments: [
      "a@example.com, role:admin", "a\ng, mallory@example.com, role:admin", "\"a\": [b]", "a: &b {c: d} # e",
      "\u{2028}- *x", "a\r\n  - b", "<<", "null", "",
    ]
  )
  func hostileNames(name: String) async throws {
    var world = try await SharedRepositories(for: ["shop-dev", "crew-prod"])
    world.disguise = { estate in
      guard estate.project.name == "shop-dev" else { return }
      estate.vaultRbac?.group = VaultRbac.Group(name: name)
      estate.argoRbac?.rules = [.grant(member: name, role: "role:shop-dev")]
    }
    let edits = try await world.edits(in: .flux)
    #expect(edits.count == 4)
    let outcomes = await world.writer.make(edits, in: .flux)
    #expect(zip(edits, outcomes).allSatisfy { $0.project == "shop-dev" || $1 == .done }, "\(outcomes)")
    let (findings, _, snapshot, _) = try await world.findings()
    let policy = try #require(snapshot.flux?.argoRbac.value?.policy)
    #expect(policy.lines(of: "role:admin").map(\.rule) == [.grant(member: "ops@example.com", role: "role:admin")])
    // What is not refused says what was asked.
    let left = Set(findings.filter { $0.kind != .application }.map(\.subject))
    #expect(left == Set(zip(edits, outcomes).filter { $1 != .done }.map(\.0.subject)))
    let config = try #require(snapshot.flux?.vaultRbac.value)
    #expect(Set(config.groups.map(\.name)).isSubset(of: ["trainees@example.com", "crew.crew@example.com", name]))
  }

  @Test(
    "A name that would be another path, or that nobody may have, writes nothing",
    arguments: ["../shop-dev", ".git/hooks", "a\nb", "", "a\\b", "a\u{0}b"]
  )
  func hostilePaths(name: String) async throws {
    let world = try await SharedRepositories(for: ["shop-dev"])
    let finding = Finding(
      kind: .application,
      project: name,
      subject: name,
      fault: .missing,
      action: ProposedAction("create")
    )
    let path = "applications/\(name)/file.yaml"
    let hostile = try #require(
      RepositoryEdit(settling: finding, by: .application([FileEdit(path: path, judged: nil, text: "planted")]))
    )
    let edits = try await world.edits(in: .deployment) + [hostile]
    let outcomes = await world.writer.make(edits, in: .deployment)
    #expect(outcomes.first == .done)
    #expect(outcomes.last?.isRefusal == true, "\(outcomes)")
    #expect(try await world.deployment.inBare("grep", "--name-only", "kind", "main").contains("shop-dev"))
    let planted = try await Program.run("git", ["-C", world.deployment.bare.path, "grep", "planted", "main"])
    #expect(planted.status == 1)
  }
}
