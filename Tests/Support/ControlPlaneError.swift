/// Why the real control plane could not be used.
package enum ControlPlaneError: Error {
  /// The folder does not hold the programs.
  case noPrograms(folder: String, missing: [String])

  /// The program ended before it was ready.
  case notReady(program: String, errors: String)

  /// No answer came.
  case unreachable(call: APICall, reason: String)

  /// The API server answered with another status than 2xx.
  case refused(call: APICall, status: Int, answer: String)

  /// Something that follows a write did not happen in time.
  case tooLate(String)

  /// All users without rights have been given away.
  case noUserLeft
}

extension ControlPlaneError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noPrograms(let folder, let missing):
      """
      \(folder) holds no \(missing.joined(separator: ", no ")), without which no real API server can be started. \
      Run `make test`, which builds them, or let KUBEBUILDER_ASSETS name a folder that holds them.
      """
    case .notReady(let program, let errors):
      "\(program) ended before it was ready: \(errors)"
    case .unreachable(let call, let reason):
      "\(call.method.rawValue) \(call.path) got no answer: \(reason)"
    case .refused(let call, let status, let answer):
      "\(call.method.rawValue) \(call.path) was answered with \(status): \(answer)"
    case .tooLate(let what):
      "\(what) did not come about in time"
    case .noUserLeft:
      "every user of tokens.csv is taken; let scripts/control-plane make more"
    }
  }
}
