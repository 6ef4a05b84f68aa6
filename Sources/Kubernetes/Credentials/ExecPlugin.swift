package import Secrets

/// A program that gives the credential: `ExecConfig` of a kubeconfig's user.
package struct ExecPlugin: Sendable, Hashable {
  /// The versions of the plugin protocol that we speak.
  package enum APIVersion: String, Sendable, CaseIterable {
    case v1 = "client.authentication.k8s.io/v1"
    case v1beta1 = "client.authentication.k8s.io/v1beta1"
  }

  package struct Variable: Sendable, Hashable {
    package var name: String
    package var value: Secret
  }

  /// The user of the kubeconfig that it stands at.
  package var entry: KubeconfigEntry
  package var apiVersion: APIVersion
  /// A name to look for in `PATH`, or a path.
  package var command: String
  /// Kept as secrets, because people put client secrets there.
  package var arguments: [Secret]
  package var environment: [Variable]
  /// The cluster, where the plugin asks for it.
  package var cluster: ExecCluster?
  package var installHint: String?
}

/// Why an exec plugin gave no credential.
package struct ExecFailure: Error, Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    case notFound(installHint: String?)
    case notStarted(detail: String)
    /// `errors` is the end of what it wrote to stderr.
    case exited(code: Int32, errors: String)
    case timedOut(seconds: Int, errors: String)
    case cancelled
    case tooMuchOutput(limit: Int)
    case malformedAnswer(detail: String)
    case needsTerminal
  }

  package let entry: KubeconfigEntry
  package let command: String
  package let reason: Reason
}

extension ExecPlugin {
  func failure(_ reason: ExecFailure.Reason) -> ExecFailure {
    ExecFailure(entry: entry, command: command, reason: reason)
  }
}
