import HTTP

extension KubernetesError: CustomStringConvertible {
  /// What was tried, on which object, what the server said, and what to do next.
  package var description: String {
    "cannot \(operation): \(cause.words(for: operation))"
  }
}

extension KubernetesError.Cause {
  fileprivate func words(for operation: Operation) -> String {
    switch self {
    case .refused(let code, let status):
      Self.said(code, status) + Self.advice(code, status, operation)
    case .resourceTypeNotServed:
      "the server does not serve \(operation.resource.qualifiedName) in version \(operation.resource.version). "
        + "Install its CustomResourceDefinition or correct group and version in the configuration, "
        + "and check that the server's address is that of a Kubernetes API."
    case .transport(let error):
      error.description
    case .malformedAnswer(let flaw):
      flaw.words + " Check that nothing stands between this program and the API server, and try again."
    case .undecodable(let reason):
      "the object does not have the form that is read here: \(reason)."
    case .repeatedPage:
      "the server gave the same page token twice, so the list has no end. Look at the server's log."
    case .credential(let error):
      error.description
    case .invalidRequest(let reason):
      "\(reason), so nothing was sent."
    }
  }

  private static func said(_ code: Int, _ status: ServerStatus?) -> String {
    guard let status else { return "the server answered with status \(code) and no reason. " }
    let reason = status.reason.map { ", \($0)" } ?? ""
    guard let message = status.message, !message.isEmpty else { return "the server says \(code)\(reason). " }
    return "the server says \(code)\(reason): \(message.hasSuffix(".") ? message : message + ".") "
  }

  private static func advice(_ code: Int, _ status: ServerStatus?, _ operation: Operation) -> String {
    switch code {
    case 401:
      "Check the credential: it is unknown to the server, or has expired."
    case 403:
      "Grant the right to \(operation.requiredPermission) in a Role or ClusterRole."
    case 404:
      "Check the name."
    case 409 where status?.reason == "AlreadyExists":
      "Read what is there before trying again."
    case 409:
      "Somebody changed it in the meantime: read it again before trying again."
    case 410:
      "What was to be gone on from is too old: start again."
    case 422, 400:
      "Correct the request: the server will refuse it the same way each time."
    case 429:
      "The server is busy: try again"
        + (status?.details?.retryAfterSeconds.map { " after \($0) s." } ?? " later.")
    case 500...:
      "Look at the API server's log, and try again."
    default:
      "Check that the server's address is that of a Kubernetes API."
    }
  }
}

extension AnswerFlaw {
  /// The flaw as a sentence.
  package var words: String {
    switch self {
    case .notJSON(let beginning):
      "the answer is not JSON but begins with “\(beginning)”."
    case .cutOff(let bytes):
      "the answer ends after \(bytes) bytes, before its JSON does."
    case .malformed(let offset):
      "the answer is not valid JSON near byte \(offset)."
    case .notAList(let kind):
      "the answer is not a list but \(kind.map { "of kind \($0)" } ?? "an object of no kind")."
    case .envelopeTooLarge:
      "the answer holds far more beside its items than a list does."
    }
  }
}
