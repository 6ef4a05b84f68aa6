/// `pullSecret`: the pull secret in each Project's namespace.
package struct PullSecretSection: Sendable, Equatable {
  /// The name of the secret.
  package var name = "gitlab-registry-image-pull-secret"
}

extension PullSecretSection: ConfigurationSection {
  static let keys: [Key<PullSecretSection>] = [
    Key("name", \.name, .text(.objectName), "The name of the secret.")
  ]
}
