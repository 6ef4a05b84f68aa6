/// What the configuration says about every Project alike: names, hosts and labels of what it owns.
package struct Policy: Sendable, Hashable {
  /// The labels that every Project's namespace must bear; none by default.
  package var namespaceLabels: [String: String]
  /// The name of the pull secret in each Project's namespace.
  package var pullSecretName: String
  /// Host, and port where it has one, of the registry that the pull secret is for.
  package var registryHost: String
  /// How long, in seconds, a young Project is left alone.
  package var settle: Double
  /// Namespaces that are never ours, beside `kube-*` and `default`.
  package var protectedNamespaces: Set<String>
  /// Nil where no GitLab is looked at, so that neither groups nor tokens nor passwords are compared.
  package var tokens: TokenPolicy?
  /// Whether the Flux repository is looked at, so that access rules of Argo CD and Vault are compared.
  package var accessRules: Bool

  package init(
    namespaceLabels: [String: String] = [:],
    pullSecretName: String = "gitlab-registry-image-pull-secret",
    registryHost: String,
    settle: Double = 600,
    protectedNamespaces: Set<String> = [],
    tokens: TokenPolicy? = nil,
    accessRules: Bool = false
  ) {
    self.namespaceLabels = namespaceLabels
    self.pullSecretName = pullSecretName
    self.registryHost = registryHost
    self.settle = settle
    self.protectedNamespaces = protectedNamespaces
    self.tokens = tokens
    self.accessRules = accessRules
  }
}

extension Policy {
  /// Whether `namespace` is never ours, whatever mark it bears.
  package func protects(_ namespace: String) -> Bool {
    namespace == "default" || namespace.hasPrefix("kube-") || protectedNamespaces.contains(namespace)
  }
}
