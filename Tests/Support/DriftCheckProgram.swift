import Foundation

/// The built program `driftcheck`, run from a folder of its own with a configuration.
///
/// It sees nothing of the test's environment but `PATH`: no kubeconfig, no proxy and no home of whoever runs the tests.
package struct DriftCheckProgram: Sendable {
  /// Holds the configuration, and what a test puts beside it; relative paths start there.
  package let folder: TemporaryFolder

  /// The program beside the test bundle, where the build puts both.
  package static let path = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "driftcheck").path

  /// Writes the text of a configuration; nothing is run yet.
  package init(configuration: String) throws {
    folder = try TemporaryFolder()
    try write(configuration, to: "driftcheck.yaml")
  }

  /// A configuration for the cluster that `kubeconfig` names.
  ///
  /// - Parameters:
  ///   - settle: by default nothing is too young, because a test's objects were made a moment ago.
  ///   - pullSecret: the name of the pull secret.
  ///   - sections: what the configuration says besides, such as `gitlab`.
  package init(
    kubeconfig: String,
    settle: String = "0s",
    namespaceLabels: [String: String] = [:],
    pullSecret: String = "gitlab-registry-image-pull-secret",
    sections: [String: JSON] = [:]
  ) throws {
    // JSON is YAML, and quotes whatever a path or a label may hold.
    let configuration: [String: JSON] = [
      "kubernetes": ["kubeconfig": .string(kubeconfig), "namespaceLabels": .strings(namespaceLabels)],
      "projects": ["settle": .string(settle)],
      "registry": ["host": "registry.example.com"],
      "pullSecret": ["name": .string(pullSecret)],
    ]
    try self.init(configuration: JSON.object(configuration.merging(sections) { _, own in own }).text)
  }

  /// Writes a file into the folder and returns its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    let file = folder.url.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// What stands in a file of the folder.
  package func read(_ name: String) throws -> String {
    try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
  }

  /// Runs a check with its report as JSON, to the end.
  package func check(_ arguments: [String] = [], environment: [String: String] = [:]) async throws -> DriftCheckRun {
    try await run(["--format", "json"] + arguments, environment: environment)
  }

  /// Runs the program to its end.
  ///
  /// - Parameter wrapper: A program and its arguments that runs the one named by the arguments after these.
  package func run(
    _ arguments: [String],
    environment: [String: String] = [:],
    through wrapper: [String] = []
  ) async throws -> DriftCheckRun {
    try await start(arguments, environment: environment, through: wrapper).end()
  }

  /// Starts the program and returns while it runs.
  package func start(
    _ arguments: [String],
    environment: [String: String] = [:],
    through wrapper: [String] = []
  ) throws -> DriftCheckProcess {
    var surroundings = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": folder.url.path,
      "DRIFTCHECK_CONFIG": folder.url.appending(path: "driftcheck.yaml").path,
    ]
    surroundings.merge(environment) { _, own in own }
    let command = wrapper + [Self.path] + arguments
    let process = Process(command[0], Array(command.dropFirst()), environment: surroundings)
    process.currentDirectoryURL = folder.url
    return try DriftCheckProcess(starting: process)
  }
}
