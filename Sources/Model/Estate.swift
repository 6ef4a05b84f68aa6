/// All that one Project shall own.
package struct Estate: Sendable, Hashable {
  package var project: Project
  package var namespace: Namespace
  package var pullSecret: PullSecret

  package init(project: Project, namespace: Namespace, pullSecret: PullSecret) {
    self.project = project
    self.namespace = namespace
    self.pullSecret = pullSecret
  }
}
