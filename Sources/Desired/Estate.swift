package import Model

extension Estate {
  /// All that `project` shall own under `policy`.
  package init(of project: Project, under policy: Policy) {
    self.init(
      project: project,
      namespace: Namespace(of: project, under: policy),
      pullSecret: PullSecret(of: project, under: policy),
      credential: policy.tokens.map { tokens in
        Credential(group: Group(of: project, under: tokens), token: Token(of: project, under: tokens))
      }
    )
  }
}
