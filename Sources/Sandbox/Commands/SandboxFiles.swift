import Foundation
import Yams

/// The files that let driftcheck and kubectl find a sandbox.
struct SandboxFiles {
  /// The folder that they are written into.
  var directory: String
  /// Whether driftcheck is told of the GitLab.
  var namesGitLab = false
  /// Whether driftcheck is told of the repositories.
  var namesGit = false
  /// The server that they lead to.
  var server: SandboxServer

  private static let tokenFile = "gitlab-token"
  private static let deployTokenFile = "deploy-token"

  var configurationPath: String { path("driftcheck.yaml") }

  /// Writes all files, over those of an earlier sandbox.
  ///
  /// - Throws: What the file system says.
  func write() throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    try kubeconfig().write(toFile: path("kubeconfig"), atomically: true, encoding: .utf8)
    if namesGitLab {
      try GitLabAccount.driftcheck.secret.write(toFile: path(Self.tokenFile), atomically: true, encoding: .utf8)
    }
    if namesGit { try GitHost.password.write(toFile: path(Self.deployTokenFile), atomically: true, encoding: .utf8) }
    try configuration().write(toFile: configurationPath, atomically: true, encoding: .utf8)
  }

  private func path(_ name: String) -> String {
    URL(filePath: directory).appending(path: name).relativePath
  }

  private func kubeconfig() throws -> String {
    let content: Node = [
      "apiVersion": "v1", "kind": "Config", "current-context": "sandbox",
      "clusters": [["name": "sandbox", "cluster": ["server": Node(server.url)]]],
      "users": [["name": "driftcheck", "user": ["token": Node(User.driftcheck.token)]]],
      "contexts": [["name": "sandbox", "context": ["cluster": "sandbox", "user": "driftcheck"]]],
    ]
    return try Yams.serialize(node: content)
  }

  private func configuration() throws -> String {
    var content: Node = [
      "kubernetes": ["kubeconfig": "kubeconfig", "namespaceLabels": [Node(Marks.backupLabel): "nightly"]],
      "projects": ["group": "kyotu.tech", "version": "v1"],
      "registry": ["host": "registry.example.com"],
      "pullSecret": ["name": Node(PullSecret.secretName)],
    ]
    if namesGitLab {
      content["gitlab"] = [
        "url": Node("\(server.url)/\(GitLabInstance.root)"), "tokenFile": Node(Self.tokenFile),
      ]
    }
    if namesGit {
      content["deployment"] = repository(.deployment, [:])
      content["flux"] = repository(
        .flux,
        ["argoRbac": ["file": Node(ArgoRbacFile.path)], "vaultRbac": ["file": Node(VaultValuesFile.path)]]
      )
    }
    return try Yams.serialize(node: content)
  }

  private func repository(_ repository: GitWorld.Repository, _ files: [String: Node]) -> Node {
    var section: Node = [
      "url": Node(server.url(of: repository)), "branch": Node(GitWorld.branch),
      "username": "oauth2", "passwordFile": Node(Self.deployTokenFile),
    ]
    for (key, value) in files.sorted(by: { $0.key < $1.key }) { section[key] = value }
    return section
  }
}
