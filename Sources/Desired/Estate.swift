package import Model

extension Estate {
  /// All that `project` shall own under `policy`.
  ///
  /// - Parameter template: what its application file is rendered from; nil where no deployment repository is looked at.
  package init(of project: Project, under policy: Policy, application template: ApplicationTemplate? = nil) {
    self.init(
      project: project,
      namespace: Namespace(of: project, under: policy),
      pullSecret: PullSecret(of: project, under: policy),
      credential: policy.tokens.map { tokens in
        Credential(group: Group(of: project, under: tokens), token: Token(of: project, under: tokens))
      },
      application: template.map { Application(of: project, from: $0) },
      argoRbac: policy.accessRules ? ArgoRbac(of: project) : nil,
      vaultRbac: policy.accessRules ? VaultRbac(of: project) : nil
    )
  }
}
