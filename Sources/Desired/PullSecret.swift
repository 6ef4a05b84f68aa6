package import Model

extension PullSecret {
  /// The secret in the Project's namespace; its user name is the name of the group access token.
  package init(of project: Project, under policy: Policy) {
    self.init(
      reference: ObjectReference(namespace: project.name, name: policy.pullSecretName),
      registry: policy.registryHost,
      username: Token.name(of: project.name)
    )
  }
}
