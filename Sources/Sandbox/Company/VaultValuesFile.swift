/// The file of the Flux repository with the values of bank-vaults: policies, groups and aliases of all Projects, and
/// what the platform set up in Vault besides.
enum VaultValuesFile {
  static let path = "namespaces/vault/vault/rbac_values.yaml"

  static func text(for projects: [CompanyProject]) -> String {
    let groups = Dictionary(grouping: projects.filter { $0.googleGroup != nil }) { $0.googleGroup ?? "" }
    let names = groups.keys.sorted()
    return """
      # Values of the chart vault (bank-vaults). See https://bank-vaults.dev/docs/external-configuration/
      vault:
        size: 3
        image: hashicorp/vault:1.17.5   # not newer before the storage is moved
        unsealConfig: {kubernetes: {secretNamespace: vault}}
        externalConfig:
          auth:
            - type: oidc
              path: oidc
              config:
                oidc_discovery_url: "https://accounts.google.com"
                default_role: default
          secrets:
            - {path: secret, type: kv, description: "what teams keep", options: {version: 2}}
          policies:
            - name: platform_admin
              rules: |
                path "*" {
                  capabilities = ["create", "read", "update", "delete", "list", "sudo"]
                }
            # Read only, for the exercises of newcomers.
            - name: training
              rules: path "secret/training/*" { capabilities = ["read", "list"] }
      \(projects.map { policy(of: $0.name) }.joined())
          groups:
            - name: platform.crew@example.com
              policies: [platform_admin]
              type: external
              metadata:
                privileged: "true"
      \(trainees)
      \(names.map { group($0, policies: (groups[$0] ?? []).map { policyName(of: $0.name) }) }.joined())
          group-aliases:
            - name: platform.crew@example.com
              mountpath: oidc
              group: platform.crew@example.com
      \(names.map { alias(of: $0) }.joined())
          audit:
            - type: file
              description: "what everybody did"
              options: {file_path: stdout}

      """
  }

  static func policyName(of name: String) -> String { "\(stem(name))_access" }

  /// The entry of a Project's policy.
  static func policy(of name: String, rights: [String] = ["create", "read", "update", "delete", "list"]) -> String {
    let list = rights.map { "\"\($0)\"" }
    switch name.split(separator: "-").first {
    // In one line, and the rights in another order.
    case "search":
      return """
              - {name: \(policyName(of: name)), rules: 'path "secret/\(stem(name))/*" { capabilities = [\(list.reversed().joined(separator: ", "))] }'}

        """
    // With remarks, trailing blanks and other quotes.
    case "mobile":
      return """
              - rules: |   # agreed with security
                  # what the apps need
                  path "secret/\(stem(name))/*" {
                    capabilities = [\(list.joined(separator: ","))]\u{20}\u{20}
                  }
                name: "\(policyName(of: name))"

        """
    case _:
      return """
              - name: \(policyName(of: name))
                rules: |
                  path "secret/\(stem(name))/*" {
                    capabilities = [\(list.joined(separator: ", "))]
                  }

        """
    }
  }

  /// The entry of a group of people.
  static func group(_ name: String, policies: [String], type: String = "external") -> String {
    if name.hasPrefix("mobile-api.crew") {
      return "      - {type: \(type), policies: [\(policies.joined(separator: ", "))], name: '\(name)'}\n"
    }
    return """
            - name: \(name)
              policies:
      \(policies.map { "          - \($0)\n" }.joined())        type: \(type)

      """
  }

  /// The entry by which the login knows a group of people.
  static func alias(of name: String, mountpath: String = "oidc", group: String? = nil) -> String {
    """
          - name: \(name)
            mountpath: \(mountpath)
            group: \(group ?? name)

    """
  }

  /// A group that somebody made by hand, with a policy of its own.
  static let trainees = group("trainees@example.com", policies: ["training"])

  private static func stem(_ name: String) -> String { name.replacing("-", with: "_") }
}
