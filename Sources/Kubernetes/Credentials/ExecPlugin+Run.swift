import Foundation
import Secrets
import Wire

extension ExecPlugin {
  /// The longest that a plugin may take; those that ask a cloud take seconds.
  static let timeout: Duration = .seconds(60)

  /// Runs the plugin and reads its credential.
  ///
  /// - Parameter inherited: The environment that the plugin's own variables are added to.
  /// - Throws: `ExecFailure`.
  func run(
    inheriting inherited: [String: String],
    timeout: Duration = ExecPlugin.timeout
  ) async throws(ExecFailure) -> ExecCredential {
    var variables = inherited
    for variable in environment { variables[variable.name] = variable.value.reveal() }
    variables["KUBERNETES_EXEC_INFO"] = try ExecCredential.question(for: self)
    guard let path = Self.find(command, in: variables["PATH"]) else {
      throw failure(.notFound(installHint: installHint))
    }
    let child = ChildProcess(
      path: path,
      arguments: arguments.map { $0.reveal() },
      environment: variables,
      timeout: timeout
    )
    let result: ChildProcess.Result
    do {
      result = try await child.run()
    } catch {
      throw failure(reason(for: error))
    }
    guard result.code == 0 else {
      throw failure(.exited(code: result.code, errors: visible(result.errors)))
    }
    return try ExecCredential(answer: result.output, of: self)
  }

  private func reason(for fault: ChildProcess.Fault) -> ExecFailure.Reason {
    switch fault {
    case .notStarted(let detail): .notStarted(detail: detail)
    case .timedOut(let errors): .timedOut(seconds: Int(Self.timeout / .seconds(1)), errors: visible(errors))
    case .cancelled: .cancelled
    case .tooMuchOutput(let limit): .tooMuchOutput(limit: limit)
    }
  }

  /// The last lines that the plugin wrote to stderr, without the secrets that it was given.
  private func visible(_ errors: Data) -> String {
    let secrets = arguments + environment.map(\.value)
    return VisibleText.ending(of: String(decoding: errors, as: UTF8.self), hiding: secrets)
  }

  private static func find(_ command: String, in searchPath: String?) -> String? {
    let isExecutable = FileManager.default.isExecutableFile(atPath:)
    if command.contains("/") { return FileManager.default.fileExists(atPath: command) ? command : nil }
    return (searchPath ?? "").split(separator: ":").map { "\($0)/\(command)" }.first(where: isExecutable)
  }
}
