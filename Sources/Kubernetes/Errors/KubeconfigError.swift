/// An entry of a kubeconfig, as errors name it.
package struct KubeconfigEntry: Sendable, Hashable {
  package enum Kind: String, Sendable {
    case context, cluster, user
  }

  package var kind: Kind
  package var name: String
  package var file: String

  package init(_ kind: Kind, _ name: String, file: String) {
    self.kind = kind
    self.name = name
    self.file = file
  }
}

/// A field of an entry of a kubeconfig: `client-key-data` of a user.
package struct KubeconfigField: Sendable, Hashable {
  package var entry: KubeconfigEntry
  package var name: String
}

/// Why it cannot be said how to reach the cluster, or as whom.
///
/// No case holds a credential or a piece of one.
package enum KubeconfigError: Error, Sendable, Hashable {
  /// None of the files that were named exists.
  case noFile([String])
  /// `field` is the one that names the file; nil for a kubeconfig itself.
  case unreadableFile(String, field: KubeconfigField?, reason: String)
  case malformedYAML(file: String, line: Int?, problem: String)
  case malformedDocument(file: String, reason: String)
  /// No context was asked for, and no file names a current one.
  case noCurrentContext(files: [String], known: [String])
  case unknownContext(String, files: [String], known: [String])
  /// A context names a cluster or a user that no file has.
  case unknownReference(KubeconfigEntry.Kind, String, by: KubeconfigEntry, known: [String])
  case missingField(KubeconfigField)
  case malformedField(KubeconfigField, reason: String)
  /// A legacy `auth-provider`, which kubectl has dropped too.
  case authProvider(KubeconfigEntry, provider: String)
  /// An exec plugin gave no credential.
  case plugin(ExecFailure)
  /// In a pod whose service account cannot be used.
  case serviceAccount(reason: String)
  case unreadableTokenFile(String, reason: String)
  /// There is nothing that tells of a cluster.
  case nothingFound(lookedFor: [String])
}
