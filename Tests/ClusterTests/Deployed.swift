import Foundation
import Sandbox
import TestSupport
import Yams

/// `cronjob.yaml` as a cluster takes it, and its jobs as a kubelet would start them.
struct Deployed {
  /// One job: who it runs as, and what it runs.
  struct Job: Sendable {
    let serviceAccount: String
    let isSuspended: Bool
    /// Its command and arguments, without the program's name.
    let arguments: [String]
  }

  private static let file = Repository.root.appending(path: "cronjob.yaml")
  private static let namespace = "driftcheck"

  private let manifests: [Node]
  private let texts: [String]

  init() throws {
    let text = try String(contentsOf: Deployed.file, encoding: .utf8)
    texts = text.components(separatedBy: "\n---\n")
    manifests = try texts.map { try Yams.compose(yaml: $0) ?? "" }
  }

  /// The jobs by their names.
  var jobs: [String: Job] {
    let pairs = manifests.filter { $0["kind"]?.string == "CronJob" }.compactMap { manifest -> (String, Job)? in
      guard let name = manifest["metadata"]?["name"]?.string, let spec = manifest["spec"],
        let pod = spec["jobTemplate"]?["spec"]?["template"]?["spec"], let container = pod["containers"]?[0]
      else { return nil }
      let words = (container["command"]?.array() ?? []) + (container["args"]?.array() ?? [])
      return (
        name,
        Job(
          serviceAccount: pod["serviceAccountName"]?.string ?? "",
          isSuspended: spec["suspend"]?.bool ?? false,
          arguments: words.compactMap(\.string).dropFirst().map(\.self)
        )
      )
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// The configuration that the ConfigMap holds.
  var configuration: String {
    manifests.compactMap { $0["data"]?["driftcheck.yaml"]?.string }.first ?? ""
  }

  /// What the roles of that name allow, verb and resource each: `get namespaces`.
  func rights(of roles: Set<String>) -> Set<String> {
    let rules = manifests.filter { manifest in
      ["Role", "ClusterRole"].contains(manifest["kind"]?.string)
        && roles.contains(manifest["metadata"]?["name"]?.string ?? "")
    }.flatMap { $0["rules"]?.array() ?? [] }
    let rights = rules.flatMap { rule in
      (rule["resources"]?.array() ?? []).flatMap { resource in
        (rule["verbs"]?.array() ?? []).map { "\($0.string ?? "") \(resource.string ?? "")" }
      }
    }
    return Set(rights)
  }

  /// Applies each object in the order of the file, strictly by the server's schemas as far as it knows them.
  func apply(to server: RealAPIServer) async throws {
    for (manifest, text) in zip(manifests, texts) {
      guard let path = Deployed.path(of: manifest) else { throw Unknown(kind: manifest["kind"]?.string ?? "none") }
      // CronJobs of this shape have the version v1beta1 before Kubernetes 1.21.
      let body = text.replacing("apiVersion: batch/v1\n", with: "apiVersion: batch/v1beta1\n")
      try await server.perform([
        APICall(.patch, "\(path)?fieldManager=tests", body: body, contentType: "application/apply-patch+yaml")
      ])
    }
  }

  /// A kind that the test does not know where to put.
  struct Unknown: Error {
    let kind: String
  }

  private static func path(of manifest: Node) -> String? {
    guard let name = manifest["metadata"]?["name"]?.string else { return nil }
    let rbac = "/apis/rbac.authorization.k8s.io/v1"
    let collection: String? =
      switch manifest["kind"]?.string {
      case "Namespace": "/api/v1/namespaces"
      case "ServiceAccount": "/api/v1/namespaces/\(namespace)/serviceaccounts"
      case "ConfigMap": "/api/v1/namespaces/\(namespace)/configmaps"
      case "PersistentVolumeClaim": "/api/v1/namespaces/\(namespace)/persistentvolumeclaims"
      case "ClusterRole": "\(rbac)/clusterroles"
      case "ClusterRoleBinding": "\(rbac)/clusterrolebindings"
      case "Role": "\(rbac)/namespaces/\(namespace)/roles"
      case "RoleBinding": "\(rbac)/namespaces/\(namespace)/rolebindings"
      case "CronJob": "/apis/batch/v1beta1/namespaces/\(namespace)/cronjobs"
      case _: nil
      }
    return collection.map { "\($0)/\(name)" }
  }

  /// The program with the ConfigMap's configuration, whose systems are those of `company`, and the account's token.
  func program(of job: Job, in company: CompanySystems, mailTo smtp: SMTPServer, _ authority: URL) async throws
    -> DriftCheckProgram
  {
    let token = try await company.cluster.server.token(ofServiceAccount: job.serviceAccount, in: Deployed.namespace)
    let user = ClusterUser(name: "\(job.serviceAccount)-account", token: token)
    let addresses = [
      "https://gitlab.example.com/operations/deployment.git": company.repositories.url(of: .deployment),
      "https://gitlab.example.com/operations/flux.git": company.repositories.url(of: .flux),
      "https://gitlab.example.com": "\(company.gitlab.url)/\(GitLabInstance.root)",
      "smtp://mail.example.com:587": "smtp://127.0.0.1:\(smtp.port)\n    caFile: \(authority.path)",
      "/var/lib/driftcheck": "state",
      "{leaseNamespace: driftcheck}":
        "{leaseNamespace: driftcheck, namespaceLabels: {example.com/backup: nightly}}",
    ]
    var configuration = configuration
    for (here, there) in addresses.sorted(by: { $0.key.count > $1.key.count }) {
      configuration = configuration.replacing(here, with: there)
    }
    // What a real server holds here was made a moment ago.
    let program = try DriftCheckProgram(configuration: "projects: {settle: 0s}\n" + configuration)
    try FileManager.default.createDirectory(
      at: program.folder.url.appending(path: "secrets"),
      withIntermediateDirectories: true
    )
    try program.write(GitLabAccount.driftcheck.secret, to: "secrets/gitlab-token")
    for name in ["deploy-token", "flux-token"] { try program.write(GitHost.password, to: "secrets/\(name)") }
    try program.write("hunter2\n", to: "secrets/mail-password")
    let kubeconfig = try company.cluster.server.kubeconfig(for: user)
    try program.write(String(contentsOf: kubeconfig, encoding: .utf8), to: "kubeconfig")
    return program
  }

  /// Runs a job's command as its Pod would.
  func run(_ job: Job, with program: DriftCheckProgram) async throws -> DriftCheckRun {
    let arguments = job.arguments.map { $0.replacing("/etc/driftcheck/", with: "") }
    return try await program.run(arguments, environment: ["KUBECONFIG": "kubeconfig"])
  }
}
