import Foundation

extension Company {
  /// The GitLab of this company with nothing wrong in it.
  func gitlab(at now: Date) -> GitLabWorld {
    var gitlab = GitLabWorld()
    GitLabSurroundings.addPeople(to: &gitlab, at: now)
    for path in productPaths.enumerated() {
      gitlab.put(
        GitLabGroup(
          id: 1000 + path.offset,
          path: path.element,
          createdAt: now.addingTimeInterval(-450 * 86_400)
        )
      )
    }
    for project in projects {
      guard let group = gitlab.group(at: project.projectId) else { continue }
      gitlab.put(project.token(in: group, at: now))
    }
    GitLabSurroundings.addGroups(to: &gitlab, at: now)
    return gitlab
  }

  /// The path of every Project's group, each once, in the order of the Projects.
  private var productPaths: [String] {
    var seen: Set<String> = []
    return projects.map(\.projectId).filter { seen.insert($0).inserted }
  }
}

extension CompanyProject {
  /// The name of the Project's token.
  package var tokenName: String { "\(name)-image-puller" }

  /// The token that the Project's pull secret holds, less than 200 days old and good for a year from its first.
  func token(in group: GitLabGroup, at now: Date) -> GitLabToken {
    let born = tokenBorn(at: now)
    var token = GitLabToken(
      id: tokenID,
      name: tokenName,
      secret: Identifiers.token(name),
      group: group.id,
      createdAt: born,
      expiresAt: CalendarDay(of: born).adding(days: 365)
    )
    if maker == .driftcheck {
      token.note = "driftcheck \(Identifiers.uid("namespaces/kube-system")) \(home)/\(name)"
    }
    return token
  }

  /// What the pull secret's annotations say of that token; the operator writes none.
  func claim(at now: Date) -> TokenNote? {
    let born = tokenBorn(at: now)
    let expiresAt = CalendarDay(of: born).adding(days: 365)
    return maker == .driftcheck
      ? TokenNote(id: tokenID, secret: Identifiers.token(name), expiresAt: expiresAt, rotatedAt: born) : nil
  }

  private var tokenID: Int { 50_000 + number }

  private func tokenBorn(at now: Date) -> Date {
    now.addingTimeInterval(-min(age, TimeInterval(10 + number * 7 % 180) * 86_400))
  }
}
