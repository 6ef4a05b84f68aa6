/// `deployment`: the repository that Argo CD reads applications and manifests from.
package struct DeploymentSection: Sendable, Equatable {
  package var access = RepositoryAccess()
  /// The file, absolute, that holds the template of an application file; nil for the built-in one.
  package var template: String?
}

extension DeploymentSection: RepositorySection {
  static let keys: [Key<DeploymentSection>] =
    accessKeys(example: "https://gitlab.example.com/operations/deployment.git") + [
      Key(
        "template",
        \.template,
        .optional(.path),
        "The Mustache template that `applications/NAME.yaml` is rendered from, with the variables `name`, "
          + "`nameCapitalized`, `projectId`, `environmentType`, `googleGroup`, `deploymentUrl` and `branch`. When empty: "
          + "an AppProject and two ApplicationSets, as the operator makes them."
      )
    ]
}
