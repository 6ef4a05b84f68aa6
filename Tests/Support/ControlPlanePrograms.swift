import Foundation

/// The folder with etcd and kube-apiserver.
struct ControlPlanePrograms: Sendable {
  /// Its path.
  let folder: String

  /// Finds the folder: `KUBEBUILDER_ASSETS`, as is the convention of the field, else where `make test` keeps its own.
  ///
  /// - Throws: `ControlPlaneError.noPrograms` where a program is missing.
  static func locate(
    needing programs: [String],
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> ControlPlanePrograms {
    let cache = environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "\(NSHomeDirectory())/.cache"
    let named = environment["KUBEBUILDER_ASSETS"].flatMap { $0.isEmpty ? nil : $0 }
    let folder = named ?? "\(cache)/driftcheck/envtest-1.20"
    let missing = programs.filter { !FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)") }
    guard missing.isEmpty else { throw ControlPlaneError.noPrograms(folder: folder, missing: missing) }
    return ControlPlanePrograms(folder: folder)
  }

  /// What the program of that name prints as its version.
  func version(of program: String) async throws -> String {
    try await Program.run("\(folder)/\(program)", ["--version"]).text
  }
}
