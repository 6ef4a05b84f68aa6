/// What earlier runs of this installation know of Projects, as far as the world itself does not show it any more.
package struct KnownProjects: Sendable, Hashable {
  /// Who asked for which NAME.
  package struct Claim: Sendable, Hashable {
    package let name: String
    package let reference: ObjectReference

    package init(name: String, reference: ObjectReference) {
      self.name = name
      self.reference = reference
    }
  }

  /// A group that a Project asked for and that was there.
  package struct KnownGroup: Sendable, Hashable {
    package let projectID: String
    /// The full path at which it was seen last.
    package let fullPath: String
    /// GitLab's id, which a group keeps when it is renamed or moved.
    package let id: Int

    package init(projectID: String, fullPath: String, id: Int) {
      self.projectID = projectID
      self.fullPath = fullPath
      self.id = id
    }
  }

  /// Those of Projects that were served.
  package var claims: [Claim]
  package var groups: [KnownGroup]

  package init(claims: [Claim] = [], groups: [KnownGroup] = []) {
    self.claims = claims
    self.groups = groups
  }

  /// What is known without a history.
  package static let nothing = KnownProjects()
}

extension KnownProjects {
  /// The NAMEs that the Projects `references` asked for at some time.
  ///
  /// An edit that makes a Project invalid must not turn what it owned into orphans.
  package func names(askedForBy references: Set<ObjectReference>) -> Set<String> {
    guard !references.isEmpty else { return [] }
    return Set(claims.lazy.filter { references.contains($0.reference) }.map(\.name))
  }

  /// The Projects of `names` as far as they are known, each once, without a googleGroup: what they would own now.
  package func projects(named names: Set<String>) -> [Project] {
    var seen: Set<String> = []
    return claims.filter { names.contains($0.name) && seen.insert($0.name).inserted }.compactMap { claim in
      guard let dash = claim.name.lastIndex(of: "-") else { return nil }
      let resource = ProjectResource(
        reference: claim.reference,
        uid: "",
        projectID: .text(String(claim.name[..<dash])),
        environmentType: .text(String(claim.name[claim.name.index(after: dash)...]))
      )
      return try? Project(resource)
    }
  }

  /// The groups that stand at none of the paths in `wanted`.
  package func groups(besides wanted: Set<String>) -> [KnownGroup] {
    groups.filter { !wanted.contains($0.fullPath) }
  }

  /// The groups that are not at their path but at another one, by the path at which they were known.
  package func movedGroups(in listing: Listing<String, LiveGroup>) -> [String: LiveGroup] {
    let lost = groups.filter { listing[$0.fullPath] == .absent }
    guard !lost.isEmpty else { return [:] }
    let byID = Dictionary(listing.values.map { ($0.id, $0) }) { first, _ in first }
    return lost.reduce(into: [:]) { moved, group in moved[group.fullPath] = byID[group.id] }
  }

  /// The groups to be known from now on: those at the path that a served Project asks for, and those known that are
  /// still at theirs.
  package func groups(
    seenIn gitlab: Snapshot.GitLab,
    with projects: [Project],
    under policy: TokenPolicy
  ) -> [KnownGroup] {
    var seen: Set<String> = []
    let asked = projects.compactMap { project -> KnownGroup? in
      let path = policy.groupPath(of: project.projectID)
      guard seen.insert(path).inserted, let live = gitlab.groups[path].value else { return nil }
      return KnownGroup(projectID: project.projectID, fullPath: path, id: live.id)
    }
    return asked + groups(besides: seen).filter { gitlab.groups[$0.fullPath].value?.id == $0.id }
  }
}
