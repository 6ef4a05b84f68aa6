/// What a Project's people may do in Vault: a policy, and the group that has it.
package struct VaultRbac: Sendable, Hashable {
  /// A group of people that the login knows, and how Vault knows it.
  package struct Group: Sendable, Hashable {
    /// The name of the group, of its alias, and of what the alias stands for.
    package var name: String
    /// `external`: its members come from the login.
    package var type: String
    /// Where the login is mounted, `oidc`.
    package var mountpath: String

    package init(name: String, type: String = "external", mountpath: String = "oidc") {
      self.name = name
      self.type = type
      self.mountpath = mountpath
    }
  }

  /// The name of the policy, `U_access`.
  package var policy: String
  /// What the policy is about, `secret/U/*`.
  package var path: String
  /// What may be done there, in the order in which it is to be written.
  package var capabilities: [String]
  /// Who has the policy; nil where nobody shall.
  package var group: Group?

  package init(policy: String, path: String, capabilities: [String], group: Group?) {
    self.policy = policy
    self.path = path
    self.capabilities = capabilities
    self.group = group
  }
}

extension VaultRbac {
  /// The part that stands for a Project in names of Vault: NAME with `-` written `_`.
  ///
  /// No two valid Projects share it, as a NAME holds no `_`; a Project refused for one (`a_b`) may share it with a valid
  /// one (`a-b`), so what both claim is told by comparing this.
  package static func stem(of name: String) -> String {
    String(decoding: name.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
  }

  /// The name of the policy that the Project called `name` owns.
  package static func policy(of name: String) -> String {
    "\(stem(of: name))_access"
  }

  /// The NAME of the Project that a policy called `policy` would belong to; nil where it has not the shape of ours.
  package static func name(owning policy: String) -> String? {
    guard policy.utf8.suffix(7).elementsEqual("_access".utf8) else { return nil }
    let stem = policy.utf8.dropLast(7)
    let name = String(decoding: stem.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
    return Project.isName(name) && self.policy(of: name) == policy ? name : nil
  }
}
