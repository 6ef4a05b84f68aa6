import Sandbox
import TestSupport
import Testing

@Suite("A check of Projects in files")
struct ProjectFilesCheckTests {
  private static let shop = """
    apiVersion: kyotu.tech/v1
    kind: Project
    metadata: {name: shop-dev, namespace: projects}
    spec: {projectId: shop, environmentType: dev, googleGroup: shop.crew@example.com}

    """
  private static let wished = shop.replacing("shop", with: "wished")

  @Test("compares them with the cluster, asks it for no Project, and judges no orphan")
  func compared() async throws {
    try await CheckedCompany.run(with: [.namespaceLeftByOperator, .secretLeftBehind]) { company in
      try company.configure("projects: {files: [projects.yaml]}")
      try company.program.write(Self.shop + "---\n" + Self.wished, to: "projects.yaml")
      let report = try await company.report(status: 1)
      #expect(report.lines == ["namespace missing wished-dev"])
      #expect(report.summary.projects == 2 && report.summary.settling == 0)
      #expect(await company.server.log.requests.allSatisfy { !$0.path.contains("kyotu.tech") })
    }
  }

  @Test("judges them alone where no cluster is configured, and says so")
  func withoutCluster() async throws {
    let program = try DriftCheckProgram(
      configuration: "projects: {files: [projects.yaml]}\nregistry: {host: registry.example.com}\n"
    )
    try program.write(
      Self.shop + "---\n" + Self.wished.replacing("dev}", with: "x}").replacing("Type: dev", with: "Type: x"),
      to: "projects.yaml"
    )
    let run = try await program.check()
    #expect(run.status == 1)
    let report = try await run.report()
    #expect(report.lines == ["project invalid projects/wished-dev"])
    #expect(report.requests.kubernetes == 0)
    #expect(try await program.run([]).text.contains("not looked at  kubernetes, gitlab, deployment, flux, history"))
  }

  @Test(
    "refuses what cannot be used in one sentence",
    arguments: [
      ("projects: {files: [none.yaml]}", "none.yaml: no such file or folder"),
      ("projects: {files: [broken.yaml]}", "broken.yaml is no YAML: line 2, column "),
      ("projects: {files: [other.yaml]}", "other.yaml holds no object of kind Project and apiVersion kyotu.tech/v1"),
      ("projects: {files: [projects.yaml, again.yaml]}", "projects.yaml:1 and again in "),
    ]
  )
  func refused(section: String, words: String) async throws {
    try await CheckedCompany.run(World()) { company in
      try company.configure(section)
      try company.program.write(Self.shop, to: "projects.yaml")
      try company.program.write(Self.shop, to: "again.yaml")
      try company.program.write("kind: [\n}\n", to: "broken.yaml")
      try company.program.write("kind: ConfigMap\napiVersion: v1\n", to: "other.yaml")
      let run = try await company.program.run([])
      #expect(run.status == 2 && run.output.isEmpty)
      #expect(run.errors.hasPrefix("driftcheck: projects.files: ") && run.errors.contains(words), "\(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1)
      #expect(await company.server.log.requests.isEmpty)
    }
  }
}
