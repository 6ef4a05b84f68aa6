/// All that one Project shall own.
package struct Estate: Sendable, Hashable {
  package var project: Project
  package var namespace: Namespace
  package var pullSecret: PullSecret
  /// Nil where no GitLab is looked at.
  package var credential: Credential?
  /// Nil where no deployment repository is looked at.
  package var application: Application?
  /// Nil where no Flux repository is looked at.
  package var argoRbac: ArgoRbac?
  /// Nil where no Flux repository is looked at.
  package var vaultRbac: VaultRbac?

  /// What it shall own in GitLab.
  package struct Credential: Sendable, Hashable {
    package var group: Group
    package var token: Token

    package init(group: Group, token: Token) {
      self.group = group
      self.token = token
    }
  }

  package init(
    project: Project,
    namespace: Namespace,
    pullSecret: PullSecret,
    credential: Credential? = nil,
    application: Application? = nil,
    argoRbac: ArgoRbac? = nil,
    vaultRbac: VaultRbac? = nil
  ) {
    self.project = project
    self.namespace = namespace
    self.pullSecret = pullSecret
    self.credential = credential
    self.application = application
    self.argoRbac = argoRbac
    self.vaultRbac = vaultRbac
  }
}
