import ArgumentParser
import Foundation

/// `driftcheck-sandbox`: serves the example company until it is told to stop.
@main
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "driftcheck-sandbox",
    abstract: "Serve a make-believe company to try driftcheck on.",
    discussion: """
      Starts one process on a loopback port that answers as a Kubernetes API server does, under /gitlab as a GitLab \
      does, and under /git as the host of two git repositories. They belong to a company of forty Projects, in which things have gone wrong in every way that driftcheck knows. A kubeconfig \
      and a configuration for driftcheck are written into the folder DIR. Nothing outside that folder and that \
      port is touched, and all changes are forgotten when the process ends (Ctrl-C).

      The drifts that can be planted:
      \(PlantedDrift.allCases.map { "  \($0.rawValue)\n      \($0.sentence)" }.joined(separator: "\n"))

      Failures can be switched on while it runs, for example:
        curl -d '{"effect": "status", "code": 500, "path": "/api/v1/secrets"}' URL/sandbox/faults
        curl -X DELETE URL/sandbox/faults
      Effects: status (code, retryAfter), dropBefore, dropAfter, outageBefore, outageAfter, holdBefore, \
      holdAfter, delay (milliseconds), truncate (bytes), shorten (bytes), expireContinue, throttle (seconds), html (code), contentType (contentType), foreignLink, \
      repeatNext, shiftRows (rows); each with method, path (* stands for any text), times, \
      skipping (how many requests pass before) and onlyWrites. \
      URL/sandbox/git protects a repository from pushes ({"repository": "flux", "protected": true}). \
      URL/sandbox/requests shows what was asked, URL/sandbox/denials takes permissions away \
      ({"resource": "secrets", "verbs": ["list"]}).
      """
  )

  @Option(help: ArgumentHelp("The folder to write kubeconfig and driftcheck.yaml into.", valueName: "dir"))
  var directory = "sandbox"

  @Option(help: "The port on 127.0.0.1; 0 takes a free one.")
  var port: UInt16 = 0

  @Flag(inversion: .prefixedNo, help: "Tell driftcheck of the GitLab, too, and plant what goes wrong there.")
  var gitlab = true

  @Flag(inversion: .prefixedNo, help: "Tell driftcheck of the repositories, too, and plant what goes wrong there.")
  var git = true

  @Flag(help: "Plant no drift at all.")
  var wished = false

  @Option(
    help: ArgumentHelp("Plant this drift, and only those named so; may be repeated.", valueName: "name")
  )
  var drift: [PlantedDrift] = []

  @Option(help: ArgumentHelp("Serve a generated company of so many Projects, without drift.", valueName: "n"))
  var projects: Int?

  func validate() throws {
    if let projects, projects < 1 { throw ValidationError("--projects takes a number from 1 on.") }
    if wished || projects != nil, !drift.isEmpty {
      throw ValidationError("--drift plants into the example company; leave out --wished and --projects.")
    }
  }

  func run() async throws {
    let stop = StopSignals()
    let server = try await SandboxServer.start(world: world(at: Date()), port: port)
    let files = SandboxFiles(directory: directory, namesGitLab: gitlab, namesGit: git, server: server)
    do {
      if git { try await server.git.open() }
      try files.write()
      say("ready \(server.url)  next: driftcheck --config \(files.configurationPath)")
      await stop.wait()
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  /// Writes one line and sends it on its way, also where standard output is a pipe.
  private func say(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
  }

  private func world(at now: Date) -> World {
    if let projects { return Company.generated(projects).world(at: now) }
    var world = Company.example.world(at: now)
    for drift in planted { drift.plant(in: &world, at: now) }
    return world
  }

  private var planted: [PlantedDrift] {
    if wished { return [] }
    if !drift.isEmpty { return drift }
    return PlantedDrift.visible(in: Set([.cluster] + (gitlab ? [.gitlab] : []) + (git ? [.repositories] : [])))
  }
}

extension PlantedDrift: ExpressibleByArgument {}
