package import Model

/// The Projects that a run saw, all of them.
package struct ObservedProjects: Sendable {
  package var scope: ProjectScope
  /// How many were read, whatever became of them.
  package var count: Int
  /// Those that are compared.
  package var served: [Project]
  /// The groups that are there and that Projects ask for or asked for.
  package var groups: [KnownProjects.KnownGroup]

  package init(scope: ProjectScope, count: Int, served: [Project], groups: [KnownProjects.KnownGroup]) {
    self.scope = scope
    self.count = count
    self.served = served
    self.groups = groups
  }
}
