package import Foundation

/// The group access token that a Project's images are pulled with.
package struct Token: Sendable, Hashable {
  /// The full path of the group that it belongs to.
  package var group: String
  /// Not unique in GitLab: any number of tokens may bear it.
  package var name: String
  package var scopes: Set<String>
  /// 10 Guest, 20 Reporter, 30 Developer, 40 Maintainer, 50 Owner.
  package var level: Int

  package init(group: String, name: String, scopes: Set<String>, level: Int) {
    self.group = group
    self.name = name
    self.scopes = scopes
    self.level = level
  }

  /// The name of the token of the Project NAME.
  package static func name(of project: String) -> String {
    project + nameSuffix
  }

  /// The NAME that a token called `name` of the group `group` is for: the last part of the group's path and an
  /// environment; nil where it is none of ours.
  package static func project(ofTokenNamed name: String, in group: String) -> String? {
    guard name.hasSuffix(nameSuffix), let projectID = group.split(separator: "/").last else { return nil }
    let project = name.dropLast(nameSuffix.count)
    guard let dash = project.lastIndex(of: "-"), project[..<dash] == projectID,
      Project.Environment(rawValue: String(project[project.index(after: dash)...])) != nil
    else { return nil }
    return String(project)
  }

  /// What a token that we make for `project` says of itself, so that one which no secret holds is known as ours.
  ///
  /// - Parameter installation: the UID of the namespace kube-system, which tells clusters apart.
  package static func description(by installation: String, for project: ObjectReference) -> String {
    descriptionBeginning(by: installation) + project.description
  }

  private static let nameSuffix = "-image-puller"

  fileprivate static let maker = "driftcheck "

  fileprivate static func descriptionBeginning(by installation: String) -> String {
    "\(maker)\(installation) "
  }
}

/// A group access token as GitLab lists it: everything but its secret.
package struct LiveToken: Sendable, Hashable, Identifiable {
  package var id: Int
  package var name: String
  /// What its maker wrote of it; nil where GitLab does not say it.
  package var description: String?
  package var scopes: Set<String>
  /// Nil where GitLab does not say it; 0 is no access.
  package var level: Int?
  package var isRevoked: Bool
  /// Nil where GitLab does not say it.
  package var createdAt: Date?
  /// 00:00 UTC of its expiry date, from which on it is dead; nil for never (GitLab: `app/models/concerns/expirable.rb`).
  package var diesAt: Date?
  package var lastUsedAt: Date?

  package init(
    id: Int,
    name: String,
    description: String? = nil,
    scopes: Set<String>,
    level: Int?,
    isRevoked: Bool = false,
    createdAt: Date?,
    diesAt: Date?,
    lastUsedAt: Date? = nil
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.scopes = scopes
    self.level = level
    self.isRevoked = isRevoked
    self.createdAt = createdAt
    self.diesAt = diesAt
    self.lastUsedAt = lastUsedAt
  }

  /// Whether its day of expiry has begun.
  package func isExpired(at now: Date) -> Bool {
    diesAt.map { $0 <= now } ?? false
  }

  /// Whether it opens anything: neither revoked nor expired.
  package func isLive(at now: Date) -> Bool {
    !isRevoked && !isExpired(at: now)
  }

  /// Whether driftcheck made it, from the cluster `installation`: the description says so, which we give with the name.
  package func isMade(by installation: String) -> Bool {
    description?.hasPrefix(Token.descriptionBeginning(by: installation)) ?? false
  }

  /// Whether driftcheck made it, from another cluster than `installation`.
  package func isMadeElsewhere(than installation: String) -> Bool {
    description?.hasPrefix(Token.maker) ?? false && !isMade(by: installation)
  }
}

/// What GitLab said of the password in a pull secret.
package enum PasswordVerdict: Sendable, Hashable {
  /// It is the secret of a live token with this id, which need not be the Project's.
  case alive(id: Int)
  /// It opens nothing: expired, revoked or unknown to GitLab's API, as a deploy token is.
  case dead
  case unreadable(Unreadable)
}
