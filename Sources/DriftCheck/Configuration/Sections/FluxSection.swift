package import Formats

/// `flux`: the repository that holds the access rules of Argo CD and Vault.
package struct FluxSection: Sendable, Equatable {
  package var access = RepositoryAccess()
  package var argoRbac = ArgoRbacSection()
  package var vaultRbac = VaultRbacSection()
}

extension FluxSection: RepositorySection {
  static let keys: [Key<FluxSection>] =
    accessKeys(example: "https://gitlab.example.com/operations/flux.git") + [
      Key("argoRbac", \.argoRbac, .section(), "Where Argo CD's policy stands."),
      Key("vaultRbac", \.vaultRbac, .section(), "Where policies and groups of Vault stand."),
    ]
}

/// `flux.argoRbac`: the file with Argo CD's policy.
package struct ArgoRbacSection: Sendable, Equatable {
  package var file = "namespaces/argocd/argocd-operator/rbac.yaml"
  /// Nil for the places where Argo CD and its operator have it.
  package var key: YAMLPath?
}

extension ArgoRbacSection: ConfigurationSection {
  static let keys: [Key<ArgoRbacSection>] = [
    Key("file", \.file, .text(.repositoryFile), "The file, from the top of the repository."),
    Key(
      "key",
      \.key,
      .optional(.keyPath),
      "The key that holds the policy. When empty: `data.\"policy.csv\"` of the ConfigMap argocd-rbac-cm, or "
        + "`spec.rbac.policy` of an ArgoCD."
    ),
  ]
}

/// `flux.vaultRbac`: the file with the values of bank-vaults.
package struct VaultRbacSection: Sendable, Equatable {
  package var file = "namespaces/vault/vault/rbac_values.yaml"
  package var key = YAMLPath(["vault", "externalConfig"])
}

extension VaultRbacSection: ConfigurationSection {
  static let keys: [Key<VaultRbacSection>] = [
    Key("file", \.file, .text(.repositoryFile), "The file, from the top of the repository."),
    Key("key", \.key, .text(.keyPath), "The key that holds `policies`, `groups` and `group-aliases`."),
  ]
}
