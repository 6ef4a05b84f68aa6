/// What a Project's people may do in Argo CD: a role, its permissions, and who has it.
package struct ArgoRbac: Sendable, Hashable {
  /// One line of Argo CD's policy.
  package enum Rule: Sendable, Hashable {
    /// `p, SUBJECT, RESOURCE, ACTION, OBJECT, EFFECT`; the subject is a role or a user.
    case permission(subject: String, resource: String, action: String, object: String, effect: String)
    /// `g, MEMBER, ROLE`; the member is a user, a group or another role.
    case grant(member: String, role: String)
  }

  /// `role:NAME`.
  package var role: String
  /// In the order in which they are to be written.
  package var rules: [Rule]

  package init(role: String, rules: [Rule]) {
    self.role = role
    self.rules = rules
  }
}

extension ArgoRbac.Rule {
  /// Whom it is about first: the role or user that a permission is for, the member of a grant.
  package var subject: String {
    switch self {
    case .permission(let subject, _, _, _, _): subject
    case .grant(let member, _): member
    }
  }
}

extension ArgoRbac {
  /// The role of the Project called `name`: `role:NAME`.
  package static func role(of name: String) -> String {
    rolePrefix + name
  }

  /// The NAME that a role stands for; nil where it has not the shape of ours.
  package static func name(owning role: String) -> String? {
    guard role.hasPrefix(rolePrefix) else { return nil }
    let name = String(role.dropFirst(rolePrefix.count))
    return Project.isName(name) ? name : nil
  }

  /// What the permissions of the Project called `name` are about: all its applications.
  package static func objects(of name: String) -> String {
    "\(name)/*"
  }

  private static let rolePrefix = "role:"
}
