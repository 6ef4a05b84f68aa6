/// All that one Project shall own.
package struct Estate: Sendable, Hashable {
  package var project: Project
  package var namespace: Namespace
  package var pullSecret: PullSecret
  /// Nil where no GitLab is looked at.
  package var credential: Credential?
  /// Nil where no deployment repository is looked at.
  package var application: Application?

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
    application: Application? = nil
  ) {
    self.project = project
    self.namespace = namespace
    self.pullSecret = pullSecret
    self.credential = credential
    self.application = application
  }
}
