package import Model

/// Which findings a run is asked for; it limits what is reported, never what is read of Projects.
package struct Selection: Sendable, Hashable {
  /// NAMEs; empty for all.
  package var projects: [Glob]
  /// Kinds; empty for all.
  package var kinds: Set<Kind>
  /// Environments; empty for all.
  package var environments: Set<Project.Environment>

  package init(projects: [Glob] = [], kinds: Set<Kind> = [], environments: Set<Project.Environment> = []) {
    self.projects = projects
    self.kinds = kinds
    self.environments = environments
  }

  /// Whether `finding` was asked for.
  package func admits(_ finding: Finding) -> Bool {
    (projects.isEmpty || projects.contains { $0.matches(finding.project) })
      && (kinds.isEmpty || kinds.contains(finding.kind))
      && (environments.isEmpty || environments.contains { finding.project.hasSuffix("-\($0.rawValue)") })
  }
}
