import FlyingFox
import FlyingSocks
package import Foundation

/// The sandbox as a running server on a loopback port.
///
/// One process serves everything; each service has its own paths.
package final class SandboxServer: Sendable {
  /// Where the server listens, such as `http://127.0.0.1:40123`.
  package let url: String
  /// The cluster behind the Kubernetes API.
  package let cluster: Cluster
  /// The GitLab, whose address is ``url`` and `/gitlab`.
  package let gitlab: GitLabInstance
  /// The repositories, whose addresses ``url(of:)`` tells.
  package let git: GitHost
  /// The faults that can be switched on.
  package let faults: Faults
  /// Who may do what.
  package let access: Access
  /// What was asked so far.
  package let log: RequestLog

  private let server: HTTPServer
  private let running: Task<Void, any Error>

  /// Starts a server and returns once it listens.
  ///
  /// - Parameters:
  ///   - world: What the cluster, the GitLab and the repositories hold at the start.
  ///   - port: The port on 127.0.0.1; 0 takes a free one.
  ///   - now: The clock of the server, which also stands in the header `Date`.
  /// - Throws: What the system says where the port cannot be had.
  package static func start(
    world: World = World(),
    port: UInt16 = 0,
    now: @escaping @Sendable () -> Date = { Date() }
  ) async throws -> SandboxServer {
    // A client that goes away in mid-answer must not end the process.
    signal(SIGPIPE, SIG_IGN)
    let cluster = Cluster(world, now: now)
    let gitlab = GitLabInstance(world.gitlab, now: now)
    let services = Services(
      cluster: cluster,
      gitlab: gitlab,
      git: GitHost(world.git, now: now),
      faults: Faults(),
      access: Access(),
      log: RequestLog(),
      now: now
    )
    // Longer than any delay that a test switches on.
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: port),
      timeout: 3600,
      logger: .disabled,
      handler: services
    )
    let listening = Task { try await server.waitUntilListening(timeout: 30) }
    let running = Task {
      defer { listening.cancel() }
      try await server.run()
    }
    do {
      try await listening.value
    } catch {
      running.cancel()
      // Its error says why the port cannot be had.
      try await running.value
      throw error
    }
    guard case .ip4(_, let port) = await server.listeningAddress else { throw SocketError.disconnected }
    let url = "http://127.0.0.1:\(port)"
    await gitlab.configure { $0.externalURL = "\(url)/\(GitLabInstance.root)" }
    await services.git.listen(at: url)
    return SandboxServer(
      url: url,
      services: services,
      server: server,
      running: running
    )
  }

  private init(url: String, services: Services, server: HTTPServer, running: Task<Void, any Error>) {
    self.url = url
    cluster = services.cluster
    gitlab = services.gitlab
    git = services.git
    faults = services.faults
    access = services.access
    log = services.log
    self.server = server
    self.running = running
  }

  /// The address of a repository, without credentials.
  package func url(of repository: GitWorld.Repository) -> String {
    GitHost.url(of: repository, on: url)
  }

  /// What the cluster, the GitLab and the repositories hold now, after whatever was written.
  ///
  /// - Throws: ``GitHostError`` where there is no git.
  package var world: World {
    get async throws {
      var world = await cluster.objects
      world.gitlab = await gitlab.world
      world.git = try await git.contents()
      return world
    }
  }

  /// Closes the port and every connection, removes the repositories, and returns once that is done.
  package func stop() async {
    await server.stop()
    running.cancel()
    _ = await running.result
    await git.close()
  }
}
