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
  ///
  /// A group's finding is asked for with each Project that may share the group.
  package func admits(_ finding: Finding) -> Bool {
    guard kinds.isEmpty || kinds.contains(finding.kind) else { return false }
    guard finding.kind == .group else { return admits(name: finding.project) }
    return projects.contains { $0.matches(finding.project) }
      || Project.Environment.allCases.contains { admits(name: "\(finding.project)-\($0.rawValue)") }
  }

  /// Whether the end of a credential was asked for; that of our own always is.
  package func admits(_ expiry: Expiry) -> Bool {
    guard let project = expiry.project else { return true }
    return (kinds.isEmpty || kinds.contains(.token)) && admits(name: project)
  }

  /// Whether the Project that asks for `name` is among those asked for.
  package func admits(name: String) -> Bool {
    (projects.isEmpty || projects.contains { $0.matches(name) })
      && (environments.isEmpty || environments.contains { name.hasSuffix("-\($0.rawValue)") })
  }
}
