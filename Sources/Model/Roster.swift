package import struct Foundation.Date

/// Every Project that was read, sorted by what may be done for it.
package struct Roster: Sendable {
  /// A Project that another one of the same NAME keeps out.
  package struct Conflict: Sendable, Hashable {
    package let project: Project
    /// The older one, which is served.
    package let served: ObjectReference
  }

  /// A Project that cannot be served.
  package struct Invalid: Sendable, Hashable {
    package let reference: ObjectReference
    /// The NAME that it claims, as it stands there; its object's name where it claims none.
    package let name: String
    package let flaws: [ProjectFlaw]
  }

  /// A Project whose deletion was asked for.
  package struct Leaving: Sendable, Hashable {
    package let reference: ObjectReference
    package let name: String
    package let since: Date
    package let finalizers: [String]
  }

  /// Those that are compared, by NAME.
  package private(set) var served: [Project] = []
  package private(set) var invalid: [Invalid] = []
  package private(set) var conflicts: [Conflict] = []
  package private(set) var leaving: [Leaving] = []
  /// Those that are too young to be compared.
  package private(set) var settlingProjects: Set<ObjectReference> = []
  /// How many Projects were read, whatever became of them.
  package private(set) var count = 0
  /// Every NAME that any Project claims or may have claimed, served or not: nothing of these is an orphan.
  package private(set) var claimedNames: Set<String> = []

  /// Sorts `resources` by age and state.
  ///
  /// - Parameters:
  ///   - now: the time by the API server's clock; nil where there is none (files), so that nothing is too young.
  ///   - settle: the age in seconds below which a Project is left alone.
  package init(_ resources: [ProjectResource], now: Date?, settle: Double) {
    count = resources.count
    var owners: [String: ObjectReference] = [:]
    // Places are sorted rather than Projects, which are slow to move.
    for place in resources.indices.sorted(by: { Roster.isOlder(resources[$0], resources[$1]) }) {
      let resource = resources[place]
      let name = resource.claimedName ?? resource.reference.name
      claimedNames.formUnion(resource.shieldedNames)
      if let since = resource.deletedAt {
        leaving.append(
          Leaving(reference: resource.reference, name: name, since: since, finalizers: resource.finalizers)
        )
      } else if let now, let createdAt = resource.createdAt, now.timeIntervalSince(createdAt) < settle {
        settlingProjects.insert(resource.reference)
      } else {
        admit(resource, name: name, owners: &owners)
      }
    }
    served.sort { $0.name < $1.name }
  }

  /// How many are too young to be compared.
  package var settling: Int { settlingProjects.count }

  /// Takes note that Projects of another list claim `names` too.
  package mutating func noteClaims(on names: Set<String>) {
    claimedNames.formUnion(names)
  }

  private mutating func admit(
    _ resource: ProjectResource,
    name: String,
    owners: inout [String: ObjectReference]
  ) {
    do {
      let project = try Project(resource)
      if let owner = owners[project.name] {
        conflicts.append(Conflict(project: project, served: owner))
      } else {
        owners[project.name] = project.reference
        served.append(project)
      }
    } catch {
      invalid.append(Invalid(reference: resource.reference, name: name, flaws: error.flaws))
    }
  }

  /// The older of two is served; at the same second the lower UID, in files the lower reference.
  private static func isOlder(_ left: ProjectResource, _ right: ProjectResource) -> Bool {
    let (leftAge, rightAge) = (left.createdAt ?? .distantPast, right.createdAt ?? .distantPast)
    if leftAge != rightAge { return leftAge < rightAge }
    return left.uid == right.uid ? left.reference < right.reference : left.uid < right.uid
  }
}
