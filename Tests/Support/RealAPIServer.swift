import Foundation

/// A real kube-apiserver with its etcd, on 127.0.0.1, with RBAC, an audit log and the Project resource.
///
/// It starts in about three seconds and needs 400 MB. Its files and processes are gone when it is stopped, when
/// nothing refers to it any more, and when the test process ends in whatever way.
package actor RealAPIServer {
  /// One server for all tests that can share it: those that list no more than what they made themselves.
  package static var shared: RealAPIServer {
    get async throws { try await sharedStart.value }
  }

  private static let sharedStart = Task { try await RealAPIServer.start() }

  /// Scheme, host and port.
  package nonisolated let address: String

  /// The authority that signed its certificate, and that signs client certificates.
  package nonisolated let authorityFile: String

  /// The user who may do everything.
  package nonisolated let admin: ClusterUser

  /// Its folder, see `scripts/control-plane`.
  nonisolated let directory: URL
  private nonisolated let programs: ControlPlanePrograms
  private let server: ServerProgram
  private var usersLeft: [ClusterUser]

  private init(
    programs: ControlPlanePrograms,
    server: ServerProgram,
    directory: URL
  ) throws {
    self.programs = programs
    self.server = server
    self.directory = directory
    address = String(server.readyLine.dropFirst("ready ".count))
    authorityFile = directory.appending(path: "ca.crt").path
    let users = try ClusterUser.all(in: String(contentsOf: directory.appending(path: "tokens.csv"), encoding: .utf8))
    guard let admin = users.first else { throw ControlPlaneError.noUserLeft }
    self.admin = admin
    usersLeft = Array(users.dropFirst())
  }

  /// Starts a server of one's own, with the Project resource defined.
  ///
  /// - Parameter controllers: whether deleted namespaces end, garbage is collected and each namespace gets its default
  ///   service account. Without them nothing but the test writes.
  /// - Throws: `ControlPlaneError` where the programs are missing or do not start.
  package static func start(controllers: Bool = false) async throws -> RealAPIServer {
    let needed = ["etcd", "kube-apiserver"] + (controllers ? ["kube-controller-manager"] : [])
    let programs = try ControlPlanePrograms.locate(needing: needed)
    var environment = ProcessInfo.processInfo.environment
    environment["KUBEBUILDER_ASSETS"] = programs.folder
    // The script makes and removes it, so that it goes even if this process is killed.
    let directory = FileManager.default.temporaryDirectory.appending(path: "control-plane-\(UUID().uuidString)")
    let arguments = (controllers ? ["--controllers"] : []) + [directory.path]
    let program = try await ServerProgram.start(
      Repository.script("control-plane"),
      arguments,
      environment: environment
    )
    let server = try RealAPIServer(programs: programs, server: program, directory: directory)
    try await server.defineProjects()
    return server
  }

  /// Ends the server and removes all that it held.
  package func stop() async {
    await server.stop()
  }

  /// What kube-apiserver prints as its version, like "Kubernetes v1.20.2".
  package nonisolated func programVersion() async throws -> String {
    try await programs.version(of: "kube-apiserver").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// A user without any right of his own, whom no other test gets.
  package func newUser() throws -> ClusterUser {
    guard let user = usersLeft.popLast() else { throw ControlPlaneError.noUserLeft }
    return user
  }

  /// Defines the Project resource, and returns when Projects can be listed.
  package nonisolated func defineProjects() async throws {
    let path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
    let definition = try Repository.fixture("project-crd.yaml")
    try await perform([APICall(.post, path, body: definition, contentType: "application/yaml")])
    try await eventually("the Project resource") {
      try await self.ask(APICall(.get, "/apis/kyotu.tech/v1/projects")).isSuccess
    }
  }
}
