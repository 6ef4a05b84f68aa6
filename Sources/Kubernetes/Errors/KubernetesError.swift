package import HTTP

/// Why an operation on the API came to nothing.
package struct KubernetesError: Error, Sendable, Equatable {
  /// What went wrong, as data; the words are in `description`.
  package enum Cause: Sendable, Equatable {
    /// The server answered with an error; `status` is nil if it did not say more in the words of Kubernetes.
    case refused(code: Int, status: ServerStatus?)
    /// The server does not know the resource type: a CustomResourceDefinition is missing, or its version is not served.
    case resourceTypeNotServed
    /// No whole answer came.
    case transport(HTTPError)
    /// The answer is not what was asked for: no JSON, cut off, not a list.
    case malformedAnswer(AnswerFlaw)
    /// An object that was asked for alone does not have the form that we read.
    case undecodable(reason: String)
    /// The server gave a token for the next page that it had given before.
    case repeatedPage
    /// No credential to ask with.
    case credential(KubeconfigError)
    /// The request cannot be put into a URL, so it was never sent.
    case invalidRequest(String)
  }

  package let operation: Operation
  package let cause: Cause

  package init(_ operation: Operation, _ cause: Cause) {
    self.operation = operation
    self.cause = cause
  }

  static func invalid(_ operation: Operation, _ reason: String) -> KubernetesError {
    KubernetesError(operation, .invalidRequest(reason))
  }

  /// Judges an answer whose status is not a success.
  ///
  /// A 404 speaks of a missing object only if it names one. For a resource type that is not served the server answers
  /// with plain text or with a `Status` without a name, and so does a proxy that knows nothing of Kubernetes.
  static func refusal(of operation: Operation, code: Int, status: ServerStatus?) -> KubernetesError {
    if code == 404, (status?.details?.name ?? "").isEmpty {
      return KubernetesError(operation, .resourceTypeNotServed)
    }
    return KubernetesError(operation, .refused(code: code, status: status))
  }
}

/// What is wrong with an answer that should have been a list.
package enum AnswerFlaw: Error, Sendable, Hashable {
  /// It does not begin as a JSON object does; the text is its beginning, fit to be shown.
  case notJSON(beginning: String)
  /// It ends before its JSON does.
  case cutOff(afterBytes: Int)
  /// It is not valid JSON at about this byte.
  case malformed(atByte: Int)
  /// It is a JSON object without `items`.
  case notAList(kind: String?)
  /// What stands beside the items is larger than a list's envelope can be.
  case envelopeTooLarge
}

extension KubernetesError {
  /// The status code of the server's answer, where it is what went wrong.
  package var code: Int? {
    switch cause {
    case .refused(let code, _): code
    case .resourceTypeNotServed: 404
    case .transport, .malformedAnswer, .undecodable, .repeatedPage, .credential, .invalidRequest: nil
    }
  }

  /// Whether the object that was asked for does not exist, although its type is served.
  package var isNotFound: Bool {
    if case .refused(code: 404, _) = cause { true } else { false }
  }

  package var isResourceTypeNotServed: Bool { cause == .resourceTypeNotServed }
  package var isUnauthorized: Bool { code == 401 }
  package var isForbidden: Bool { code == 403 }
  /// Whether the object was changed by somebody else, or exists already.
  package var isConflict: Bool { code == 409 }
  /// Whether a page or a watch is too old to go on from.
  package var isGone: Bool { code == 410 }
  package var isTooManyRequests: Bool { code == 429 }

  /// Whether a create failed because the object exists.
  package var isAlreadyExists: Bool {
    if case .refused(code: 409, let status) = cause { status?.reason == "AlreadyExists" } else { false }
  }

  /// The right that we lack, where the server refused for that: `list secrets in all namespaces`.
  package var missingPermission: String? {
    isForbidden ? operation.requiredPermission : nil
  }
}
