import Formats
import Model
import Testing

@Suite("The values of bank-vaults")
struct VaultConfigTests {
  private func flaw(_ text: String) -> String? {
    do {
      _ = try VaultConfig(parsing: text)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("Policies, groups and aliases are read with their places, whatever stands beside them")
  func read() throws {
    let config = try VaultConfig(
      parsing: """
        # Vault's values
        vault:
          ingress: &i {host: vault.example.com}
          hosts: [*i]
          externalConfig:
            policies:
              - name: shop_dev_access
                rules: |
                  path "secret/shop_dev/*" {
                    capabilities = ["create", "read", "update", "delete", "list"]
                  }
            groups:
            - {name: shop.crew@example.com, type: external, policies: [shop_dev_access, other], metadata: {privileged: true}}
            - name: 7
            group-aliases:
              -   name: "shop.crew@example.com"
                  mountpath: oidc
                  group: shop.crew@example.com
        """
    )
    #expect(config.policies(named: "shop_dev_access").map(\.place) == [TextPlace(line: 7, column: 9)])
    let group = try #require(config.groups(named: "shop.crew@example.com").first)
    #expect(group.type == "external")
    #expect(group.policies == ["shop_dev_access", "other"])
    #expect(group.otherFields == ["metadata"])
    #expect(group.place == TextPlace(line: 13, column: 7))
    #expect(config.groups(named: "7").map(\.policies) == [[]])
    #expect(config.groups(havingPolicy: "other") == [group])
    let alias = try #require(config.aliases(named: "shop.crew@example.com").first)
    #expect(alias.mountpath == "oidc" && alias.group == "shop.crew@example.com" && alias.otherFields.isEmpty)
    #expect(alias.place == TextPlace(line: 16, column: 11))
  }

  @Test(
    "What is not there is empty",
    arguments: [
      "", "# nothing\n", "vault: {}\n", "vault:\n  externalConfig:\n", "vault: {externalConfig: {groups: []}}",
    ]
  )
  func empty(text: String) throws {
    let config = try VaultConfig(parsing: text)
    #expect(config.policies.isEmpty && config.groups.isEmpty && config.aliases.isEmpty)
  }

  @Test("Vault does not tell upper from lower case in names of policies, but in those of groups")
  func letterCase() throws {
    let config = try VaultConfig(
      parsing: "vault: {externalConfig: {groups: [{name: G, policies: [SHOP_dev_access]}], policies: [{name: A}]}}"
    )
    #expect(config.groups(havingPolicy: "shop_dev_access").count == 1)
    #expect(config.policies(named: "a").count == 1)
    #expect(config.groups(named: "g").isEmpty)
  }

  @Test("Policies of a group may stand in one text, as bank-vaults takes them")
  func commas() throws {
    let config = try VaultConfig(parsing: "vault: {externalConfig: {groups: [{name: g, policies: 'a,b'}]}}")
    #expect(config.groups(havingPolicy: "b").map(\.name) == ["g"])
  }

  @Test(
    "What is in the way is refused, with its place",
    arguments: [
      ("vault: [a]", "line 1, column 8: vault is not a mapping"),
      ("vault: {externalConfig: {policies: {a: 1}}}", "line 1, column 36: policies is not a list"),
      ("vault: {externalConfig: {policies: [a]}}", "line 1, column 37: an entry of policies is not a mapping"),
      ("vault: {externalConfig: {policies: [{rules: a}]}}", "line 1, column 37: the entry has no name"),
      ("vault: {externalConfig: {groups: [{name: [a]}]}}", "line 1, column 42: name is not a text"),
      ("vault: {externalConfig: {groups: [{name: a, policies: {b: 1}}]}}", "line 1, column 55: policies is not a list"),
      (
        "vault: {externalConfig: {groups: [{name: a, policies: [[b]]}]}}",
        "line 1, column 56: an entry of policies is not a text"
      ),
      ("vault: &v {a: 1}", "line 1, column 8: the anchor &v is not supported"),
      ("vault:\n  externalConfig: {groups: [&g {name: a}]}", "line 2, column 29: the anchor &g is not supported"),
      ("a: &g [{name: b}]\nvault: {externalConfig: {groups: *g}}", "line 1, column 4: the anchor &g is not supported"),
      ("vault:\n  <<: {a: 1}", "line 2, column 3: the merge key << is not supported"),
      ("vault:\n  a: 1\n  'a': 2", "line 2, column 3: one mapping has more than one key a"),
      (
        "vault: {externalConfig: {}}\n---\nvault: {externalConfig: {}}",
        "line 3, column 25: vault.externalConfig stands in more than one document of the file"
      ),
    ]
  )
  func refused(text: String, words: String) {
    #expect(flaw(text)?.hasPrefix(words) == true, "\(flaw(text) ?? "read")")
  }
}
