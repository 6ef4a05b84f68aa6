package import Model

extension Namespace {
  /// The namespace NAME, with the labels that the configuration asks for.
  package init(of project: Project, under policy: Policy) {
    self.init(name: project.name, labels: policy.namespaceLabels)
  }
}
