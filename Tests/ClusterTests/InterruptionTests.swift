import Sandbox
import TestSupport
import Testing

/// The server is its own, because it is stopped and its Project resource taken away.
@Suite("A check that cannot go on", .serialized)
struct InterruptionTests {
  private static let start = Task { try await CompanyCluster.start(holding: World()) }
  private static let parts = ["namespaces", "projects.kyotu.tech", "secrets gitlab-registry-image-pull-secret"]

  @Test("Asked to stop while the server does not answer, it ends at once and reports what is unknown")
  func terminated() async throws {
    let cluster = try await Self.start.value
    let program = try cluster.driftcheck()
    try await cluster.server.whileSuspended {
      let process = try program.start(["--format", "json", "--verbose"])
      try await eventually("the search for the cluster") { try process.errors.contains("found the cluster") }
      let arguments = try process.commandLine.split(separator: "\0").dropFirst()
      #expect(arguments == ["--format", "json", "--verbose"])
      let asked = ContinuousClock().now
      process.terminate()
      let run = try await process.end()
      #expect(asked.duration(to: .now) < .seconds(2))
      #expect(run.status == 2)
      let report = try await run.report()
      #expect(report.unreadable.map(\.subject).sorted() == Self.parts)
      #expect(report.run.exitCode == 2)
    }
  }

  @Test("At its deadline it gives up and reports what is unknown")
  func deadline() async throws {
    let cluster = try await Self.start.value
    let program = try cluster.driftcheck()
    try await cluster.server.whileSuspended {
      let began = ContinuousClock().now
      let run = try await program.check(["--deadline", "2s"])
      let took = began.duration(to: .now)
      #expect(took < .seconds(4))
      #expect(run.status == 2)
      let report = try await run.report()
      #expect(report.unreadable.map(\.subject).sorted() == Self.parts)
      for unreadable in report.unreadable {
        #expect(unreadable.reason.contains(/deadline|no connection within|not one byte/), "\(unreadable.reason)")
      }
    }
  }

  @Test("Where the Project resource is not defined, one sentence says so, and the status is 2")
  func noDefinition() async throws {
    let cluster = try await Self.start.value
    let projects = APICall(.get, "/apis/kyotu.tech/v1/projects")
    try await cluster.server.delete("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/projects.kyotu.tech")
    try await eventually("the end of the Project resource") {
      try await cluster.server.ask(projects).status == 404
    }
    let run = try await cluster.driftcheck().check()
    #expect(run.status == 2)
    #expect(run.errors == "")
    let report = try await run.report()
    #expect(report.lines == [])
    #expect(
      report.unreadable.map(\.reason) == [
        "cannot list projects.kyotu.tech in all namespaces: the server does not serve projects.kyotu.tech in version "
          + "v1. Install its CustomResourceDefinition or correct group and version in the configuration, and check "
          + "that the server's address is that of a Kubernetes API."
      ]
    )
    try await cluster.server.defineProjects()
  }
}
