import Foundation

/// What else the GitLab holds: its users, groups that only look like those of Projects, and the teams' own tokens.
///
/// None of it is drift: a check that names any of it, or takes any of it for a Project's, is wrong.
enum GitLabSurroundings {
  static func addPeople(to gitlab: inout GitLabWorld, at now: Date) {
    gitlab.put(GitLabUser(id: 1, username: "root", name: "Administrator", isAdministrator: true))
    gitlab.put(GitLabUser(id: 2, username: "driftcheck", name: "driftcheck", isAdministrator: true))
    gitlab.put(GitLabUser(id: 3, username: "mia.maintainer", name: "Mia Maintainer", memberships: [1000: 40]))
    gitlab.put(GitLabUser(id: 4, username: "olaf.outsider", name: "Olaf Outsider"))
    for (number, account) in GitLabAccount.allCases.enumerated() {
      gitlab.put(
        GitLabToken(
          id: 10 + number,
          name: "\(account)",
          secret: account.secret,
          scopes: account.scopes,
          user: account.userID,
          createdAt: now.addingTimeInterval(-165 * 86_400),
          expiresAt: CalendarDay(of: now).adding(days: 200)
        )
      )
    }
  }

  /// Adds groups and tokens beside those of the Projects; where a group of the example is missing, without its own.
  static func addGroups(to gitlab: inout GitLabWorld, at now: Date) {
    let founded = now.addingTimeInterval(-480 * 86_400)
    let platform = GitLabGroup(id: 100, path: "platform", visibility: .loggedIn, createdAt: founded)
    let groups = [
      platform,
      // A Project's path below another group, a path around a Project's, and names that are a Project's path.
      GitLabGroup(id: 101, path: "shop", in: platform, createdAt: founded),
      GitLabGroup(id: 102, path: "billing", in: platform, visibility: .loggedIn, createdAt: founded),
      GitLabGroup(id: 103, path: "shop-frontend", createdAt: founded),
      GitLabGroup(id: 104, path: "my-shop", createdAt: founded),
      GitLabGroup(id: 105, path: "storefront", name: "shop", createdAt: founded),
      GitLabGroup(id: 106, path: "invoices", name: "BILLING", createdAt: founded),
      GitLabGroup(id: 107, path: "mobile", createdAt: founded),
      GitLabGroup(id: 108, path: "handbook", name: "Company handbook", visibility: .everybody, createdAt: founded),
    ]
    for group in groups { gitlab.put(group) }
    // The name of a Project's token in groups that are not the Project's.
    add("shop-dev-image-puller", 200, to: "platform/shop", in: &gitlab, at: now)
    add("shop-dev-image-puller", 201, to: "shop-frontend", in: &gitlab, at: now)
    // In a Project's group what a team made for itself, and what only looks like ours.
    for (number, name) in ["ci-deployer", "shop-preview-image-puller", "shop-dev-image-pusher"].enumerated() {
      add(name, 210 + number, to: "shop", in: &gitlab, scopes: ["api"], level: 40, at: now)
    }
    // An ordinary predecessor, revoked long ago.
    guard add("identity-prod-image-puller", 220, to: "identity", in: &gitlab, at: now) else { return }
    gitlab.edit(220) { $0.isRevoked = true }
  }

  @discardableResult
  private static func add(
    _ name: String,
    _ id: Int,
    to path: String,
    in gitlab: inout GitLabWorld,
    scopes: [String] = ["read_registry"],
    level: Int = 20,
    at now: Date
  ) -> Bool {
    guard let group = gitlab.group(at: path) else { return false }
    gitlab.put(
      GitLabToken(
        id: id,
        name: name,
        secret: Identifiers.token("gitlab/decoy/\(id)"),
        scopes: scopes,
        group: group.id,
        level: level,
        createdAt: now.addingTimeInterval(-150 * 86_400),
        expiresAt: CalendarDay(of: now).adding(days: 215)
      )
    )
    return true
  }
}
