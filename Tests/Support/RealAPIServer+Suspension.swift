import Foundation

extension RealAPIServer {
  /// Runs `body` while the server is stopped: the kernel still takes connections, and nobody answers.
  package nonisolated func whileSuspended(_ body: () async throws -> Void) async throws {
    let text = try String(contentsOf: directory.appending(path: "kube-apiserver.pid"), encoding: .utf8)
    guard let process = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)), kill(process, SIGSTOP) == 0
    else { throw ControlPlaneError.notReady(program: "kube-apiserver", errors: "no process to stop") }
    defer { kill(process, SIGCONT) }
    try await body()
  }
}
