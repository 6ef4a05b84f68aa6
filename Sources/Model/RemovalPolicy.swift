package import struct Foundation.TimeInterval

/// What the configuration and the command line say about removals.
package struct RemovalPolicy: Sendable, Hashable {
  /// Whether nobody but this installation writes to GitLab and to the repositories.
  package var isExclusive: Bool
  /// In how many unfiltered runs in a row something must have been seen before it goes.
  package var leastRuns: Int
  /// Over how many seconds it must have been seen.
  package var grace: TimeInterval
  /// How many seconds a namespace outlives its files.
  package var namespaceDelay: TimeInterval
  /// Whether a namespace goes that holds a PersistentVolumeClaim or a running Pod.
  package var removesUsedNamespaces: Bool
  /// Of how many NAMEs things of one kind may go in 24 hours.
  package var mostNames: Int
  /// Of how many in a hundred Projects, at least of one.
  package var mostPercent: Int
  /// What `--max-deletions` allows in the place of both, for one run; nil where it was not given.
  package var admittedNames: Int?
  /// The namespaces that driftcheck itself lives and keeps its Lease in.
  package var ownNamespaces: Set<String>
  /// How many seconds after its deletion was asked for a Project is released; nil where the operator does that.
  package var releaseAfter: TimeInterval?

  package init(
    isExclusive: Bool = false,
    leastRuns: Int = 2,
    grace: TimeInterval = 7 * 86_400,
    namespaceDelay: TimeInterval = 1800,
    removesUsedNamespaces: Bool = false,
    mostNames: Int = 5,
    mostPercent: Int = 10,
    admittedNames: Int? = nil,
    ownNamespaces: Set<String> = [],
    releaseAfter: TimeInterval? = nil
  ) {
    self.isExclusive = isExclusive
    self.leastRuns = leastRuns
    self.grace = grace
    self.namespaceDelay = namespaceDelay
    self.removesUsedNamespaces = removesUsedNamespaces
    self.mostNames = mostNames
    self.mostPercent = mostPercent
    self.admittedNames = admittedNames
    self.ownNamespaces = ownNamespaces
    self.releaseAfter = releaseAfter
  }
}
