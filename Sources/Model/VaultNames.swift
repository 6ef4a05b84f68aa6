// How Vault and bank-vaults tell names apart.

extension VaultConfig.Policy {
  /// Whether it is the policy `name`.
  package func isNamed(_ name: String) -> Bool { self.name.isPolicy(name) }
}

extension VaultConfig.Group {
  /// Whether the policy `name` is among its own; Vault does not tell upper from lower case in it.
  package func has(policy name: String) -> Bool {
    policies.contains { $0.isPolicy(name) }
  }
}

extension VaultConfig.Alias {
  /// Where the login is mounted; bank-vaults drops slashes at the end (`getVaultAuthMountAccessor`).
  package var mount: Substring? { mountpath?.withoutSlashesAtEnd }

  /// Whether it is the alias of `group`, on its mountpath.
  package func isOf(_ group: VaultRbac.Group) -> Bool {
    name == group.name && mount == group.mount
  }
}

extension VaultRbac.Group {
  /// Where the login is mounted, without slashes at the end.
  package var mount: Substring? { mountpath.withoutSlashesAtEnd }
}

extension String {
  fileprivate var withoutSlashesAtEnd: Substring {
    utf8.last == UInt8(ascii: "/") ? dropLast(reversed().prefix { $0 == "/" }.count) : self[...]
  }

  /// Whether it names the policy `name`; Vault does not tell upper from lower case in it.
  package func isPolicy(_ name: String) -> Bool {
    policyKey == name.policyKey
  }

  /// What all spellings of a policy's name have in common; the name itself, and not a copy, where it is one already.
  var policyKey: String {
    let isKey = utf8.allSatisfy { $0 < 0x80 && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    return isKey ? self : lowercased()
  }
}
