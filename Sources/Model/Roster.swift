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
    package let uid: String
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
  /// The NAMEs that only Projects on their way out claim, and when the last of these deletions was asked for.
  private var leavingNames: [String: Date] = [:]
  /// The Projects on their way out whose NAME nobody shields any more.
  package private(set) var released: Set<ObjectReference> = []
  /// The googleGroups of Projects that are there and not compared, valid or not.
  private var otherGoogleGroups: Set<String> = []
  /// Every NAME that any Project claims or may have claimed, served or not: nothing of these is an orphan.
  package private(set) var claimedNames: Set<String> = []

  /// Sorts `resources` by age and state.
  ///
  /// - Parameters:
  ///   - now: the time by the API server's clock; nil where there is none (files), so that nothing is too young.
  ///   - settle: the age in seconds below which a Project is left alone.
  package init(_ resources: [ProjectResource], now: Date?, settle: Double) {
    count = resources.count
    // Here memory is at its peak, and what grows is for a moment there twice.
    served.reserveCapacity(resources.count)
    claimedNames.reserveCapacity(resources.count)
    // By NAME, the place in `served`.
    var owners: [String: Int] = [:]
    owners.reserveCapacity(resources.count)
    // Places are sorted rather than Projects, which are slow to move.
    for place in resources.indices.sorted(by: { Roster.isOlder($0, $1, in: resources) }) {
      let resource = resources[place]
      let compared = served.count
      let checked = resource.checked
      switch checked {
      case .success(let project): claimedNames.insert(project.name)
      case .failure: claimedNames.formUnion(resource.namesIfInvalid)
      }
      if let since = resource.deletedAt {
        leaving.append(
          Leaving(
            reference: resource.reference,
            uid: resource.uid,
            name: Roster.name(of: resource),
            since: since,
            finalizers: resource.finalizers
          )
        )
      } else if let now, let createdAt = resource.createdAt, now.timeIntervalSince(createdAt) < settle {
        settlingProjects.insert(resource.reference)
      } else {
        admit(resource, checked, owners: &owners)
      }
      if served.count == compared, let group = resource.googleGroup.text { otherGoogleGroups.insert(group) }
    }
    served.sort { $0.name < $1.name }
    leavingNames = Roster.namesOfLeaving(among: resources)
  }

  /// How many are too young to be compared.
  package var settling: Int { settlingProjects.count }

  /// The Projects that are there and are not served, whatever they ask for.
  package var unservedProjects: Set<ObjectReference> {
    settlingProjects.union(invalid.map(\.reference)).union(leaving.map(\.reference)).subtracting(released)
  }

  /// Every googleGroup that any Project names, served or not.
  package var googleGroups: Set<String> {
    otherGoogleGroups.union(served.lazy.compactMap(\.googleGroup))
  }

  /// The namespaces that Projects stand in.
  package var namespaces: Set<String> {
    Set(unservedProjects.map(\.namespace) + conflicts.map(\.project.reference.namespace))
      .union(served.lazy.map(\.reference.namespace))
  }

  /// Takes note that Projects of another list claim `names` too.
  package mutating func noteClaims(on names: Set<String>) {
    claimedNames.formUnion(names)
  }

  /// The same with the NAMEs shielded that its Projects asked for before an edit made them invalid.
  package func shielding(_ known: KnownProjects) -> Roster {
    let names = known.names(askedForBy: unservedProjects)
    guard !names.isSubset(of: claimedNames) else { return self }
    var shielding = self
    shielding.noteClaims(on: names)
    return shielding
  }

  private mutating func admit(
    _ resource: ProjectResource,
    _ checked: Result<Project, ProjectFlaws>,
    owners: inout [String: Int]
  ) {
    switch checked {
    case .success(let project):
      if let owner = owners[project.name] {
        conflicts.append(Conflict(project: project, served: served[owner].reference))
      } else {
        owners[project.name] = served.count
        served.append(project)
      }
    case .failure(let error):
      invalid.append(Invalid(reference: resource.reference, name: Roster.name(of: resource), flaws: error.flaws))
    }
  }

  private static func name(of resource: ProjectResource) -> String {
    resource.claimedName ?? resource.reference.name
  }

  /// The older of two is served; at the same second the lower UID, in files the lower reference.
  ///
  /// Looks at the fields in their place, as a copy of a Project counts a dozen references.
  private static func isOlder(_ left: Int, _ right: Int, in resources: [ProjectResource]) -> Bool {
    let leftAge = resources[left].createdAt ?? .distantPast
    let rightAge = resources[right].createdAt ?? .distantPast
    if leftAge != rightAge { return leftAge < rightAge }
    if resources[left].uid != resources[right].uid { return resources[left].uid < resources[right].uid }
    return resources[left].reference < resources[right].reference
  }
}

extension Roster {
  /// The same without a shield over what Projects owned whose deletion was asked for at `date` or before, and whose NAME
  /// no other Project claims.
  ///
  /// Ownership goes by NAME: where another Project has it, everything stays.
  package func releasing(askedForBy date: Date) -> Roster {
    let names = Set(leavingNames.filter { $0.value <= date }.keys)
    guard !names.isEmpty else { return self }
    var releasing = self
    releasing.claimedNames.subtract(names)
    releasing.released = Set(leaving.filter { names.contains($0.name) }.map(\.reference))
    return releasing
  }

  /// The NAMEs of valid Projects on their way out that no other claims, even one that cannot be served.
  private static func namesOfLeaving(among resources: [ProjectResource]) -> [String: Date] {
    var names: [String: Date] = [:]
    for resource in resources {
      guard let since = resource.deletedAt, case .success(let project) = resource.checked else { continue }
      names[project.name] = max(since, names[project.name] ?? since)
    }
    guard !names.isEmpty else { return [:] }
    for resource in resources {
      if resource.deletedAt != nil, case .success = resource.checked { continue }
      for name in resource.shieldedNames { names[name] = nil }
    }
    return names
  }
}
