import ArgumentParser
import Testing

@testable import DriftCheck

@Suite("The config commands")
struct ConfigurationCommandTests {
  /// What a command wrote, and how it ended.
  private struct Outcome: Equatable {
    var status: Int32
    var output = ""
    var errors = ""
  }

  /// Runs `driftcheck config ARGUMENTS` in `folder`.
  private func run(
    _ arguments: [String],
    in folder: ConfigurationFolder,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    var outcome = Outcome(status: 0)
    let context = ConfigContext(
      environment: environment,
      currentDirectory: folder.path,
      output: { outcome.output += $0 },
      errors: { outcome.errors += $0 }
    )
    switch try ConfigCommand.parseAsRoot(arguments) {
    case let check as ConfigCheckCommand: outcome.status = check.run(in: context).rawValue
    case let show as ConfigShowCommand: outcome.status = show.run(in: context).rawValue
    case let schema as ConfigSchemaCommand: try schema.run(in: context)
    default: Issue.record("another command was parsed")
    }
    return outcome
  }

  @Test("check says that a file is valid")
  func checkValid() throws {
    let folder = try ConfigurationFolder()
    try folder.write(leastConfiguration, to: "company.yaml")
    #expect(
      try run(["check", "--config", "company.yaml"], in: folder)
        == Outcome(status: 0, output: "company.yaml is valid.\n")
    )
  }

  @Test("check names all mistakes and exits with 2")
  func checkInvalid() throws {
    let folder = try ConfigurationFolder()
    try folder.write("kubernetes: {context: no}\n", to: "driftcheck.yaml")
    #expect(
      try run(["check"], in: folder)
        == Outcome(
          status: 2,
          output: """
            registry: missing; write for instance `registry: {host: registry.example.com}` (driftcheck.yaml:1:1)
            kubernetes.context: expected a text, found no, which YAML reads as true or false; write it in quotes: \
            "no" (driftcheck.yaml:1:23)

            """
        )
    )
  }

  @Test("show prints every value and where it comes from")
  func show() throws {
    let folder = try ConfigurationFolder()
    let yaml = """
      kubernetes: {context: "${CLUSTER}", namespaceLabels: {team: shop, level: "1"}}
      registry: {host: registry.example.com}
      ignore: [{kind: namespace, reason: "migration: OPS-12"}]
      """
    try folder.write(yaml, to: "driftcheck.yaml")
    #expect(
      try run(["show"], in: folder, environment: ["CLUSTER": "prod"])
        == Outcome(
          status: 0,
          output: """
            # driftcheck.yaml
            kubernetes:
              kubeconfig: ""  # default
              context: prod  # environment: CLUSTER
              leaseNamespace: driftcheck  # default
              namespaceLabels: {level: "1", team: shop}  # file
            projects:
              group: kyotu.tech  # default
              version: v1  # default
              namespaces: []  # default
              files: []  # default
              settle: 10m  # default
              exclusive: "false"  # default
              release: "false"  # default
              releaseAfter: 1d  # default
            # gitlab: no section, so it is not looked at
            credentials:
              verify: auto  # default
            token:
              lifetime: 365d  # default
              rotateBefore: 30d  # default
              overlap: 1h  # default
              maxPerRun: "50"  # default
              scopes: [read_registry]  # default
              level: reporter  # default
            registry:
              host: registry.example.com  # file
            pullSecret:
              name: gitlab-registry-image-pull-secret  # default
            # deployment: no section, so it is not looked at
            # flux: no section, so it is not looked at
            commit:
              name: driftcheck  # default
              email: "driftcheck@example.com"  # default
            safety:
              protectedNamespaces: []  # default
              fix:
                environments: []  # default
                kinds: []  # default
              prune: "false"  # default
              maxDeletions: "5"  # default
              maxDeletionsPercent: "10"  # default
              orphanGrace: 7d  # default
              orphanRuns: "2"  # default
              namespaceDelay: 30m  # default
              removeUsedNamespaces: "false"  # default
            ignore:
              - kind: namespace  # file
                project: ""  # default
                fault: ""  # default
                until: ""  # default
                reason: "migration: OPS-12"  # file
            report:
              # mail: no section
            # state: no section, so it is not looked at

            """
        )
    )
  }

  @Test("What show prints is a configuration that means the same")
  func showRoundTrip() throws {
    let folder = try ConfigurationFolder()
    let yaml = """
      kubernetes: {context: "a \\"$${b}\\" # c", namespaceLabels: {"yes": "no"}}
      projects: {files: [projects.yaml], settle: 90s}
      gitlab: {url: https://gitlab.example.com, tokenFile: token}
      registry: {host: registry.example.com}
      ignore: [{project: "a*", until: 2027-03-31, reason: "é: ~"}, {fault: changed, reason: "on"}]
      """
    try folder.write(yaml, to: "driftcheck.yaml")
    try folder.write(try run(["show"], in: folder).output, to: "shown.yaml")
    #expect(try folder.load("shown.yaml") == folder.load(nil))
    #expect(try folder.load(nil).kubernetes?.context == "a \"${b}\" # c")
  }

  @Test("show of an invalid file writes the mistakes to stderr and exits with 2")
  func showInvalid() throws {
    let outcome = try run(["show", "--config", "none.yaml"], in: ConfigurationFolder())
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("the configuration none.yaml, named by --config, does not exist"))
  }
}
