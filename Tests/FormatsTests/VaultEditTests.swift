import Formats
import Model
import Testing

@Suite("Editing the values of bank-vaults")
struct VaultEditTests {
  private let rbac = VaultRbac(
    policy: "shop_dev_access",
    path: "secret/shop_dev/*",
    capabilities: ["read", "list"],
    group: VaultRbac.Group(name: "shop@example.com")
  )
  private let group = VaultRbac.Group(name: "shop@example.com")

  private func repaired(_ text: String, _ rbac: VaultRbac? = nil) throws -> String {
    let rbac = rbac ?? self.rbac
    let difference = VaultDifference(desired: rbac, observed: try VaultConfig(parsing: text))
    let result = try VaultConfig.applying(difference.repairs(for: rbac), to: text)
    let rest = VaultDifference(desired: rbac, observed: try VaultConfig(parsing: result))
    #expect(rest.lacking.isEmpty && rest.changed.isEmpty)
    return result
  }

  @Test("Entries are added at the end of each list, in the style of the others")
  func added() throws {
    let text = """
      vault:
        externalConfig:
          policies: # all of them
          -   name: other
              rules: path "a" {}
              # the end of other

          # groups follow
          groups:
          - {name: others, policies: [other], type: external}
          group-aliases: []   # none yet
      # the end
      """
    let wished = """
      vault:
        externalConfig:
          policies: # all of them
          -   name: other
              rules: path "a" {}
              # the end of other
          -   name: shop_dev_access
              rules: |
                path "secret/shop_dev/*" {
                  capabilities = ["read", "list"]
                }

          # groups follow
          groups:
          - {name: others, policies: [other], type: external}
          - name: shop@example.com
            type: external
            policies: [shop_dev_access]
          group-aliases:   # none yet
          - name: shop@example.com
            mountpath: oidc
            group: shop@example.com
      # the end
      """
    #expect(try repaired(text) == wished)
    #expect(try repaired(wished) == wished)
  }

  @Test("What is absent is made, in a file, a mapping or a list that is not there yet")
  func created() throws {
    let block = """
      vault:
        externalConfig:
          policies:
            - name: shop_dev_access
              rules: |
                path "secret/shop_dev/*" {
                  capabilities = ["read", "list"]
                }
          groups:
            - name: shop@example.com
              type: external
              policies:
                - shop_dev_access
          group-aliases:
            - name: shop@example.com
              mountpath: oidc
              group: shop@example.com

      """
    #expect(try repaired("") == block)
    #expect(try repaired("# ours\n") == "# ours\n" + block)
    #expect(try repaired("vault:\n") == block)
    #expect(try repaired("vault:\n  externalConfig: {}\n") == block)
    #expect(
      try repaired("vault:\n  externalConfig:\n    policies: null\n    groups:\n    group-aliases: []\n") == block
    )
    #expect(try repaired("a: 1\n") == "a: 1\n" + block)
    #expect(try repaired("a: 1") == "a: 1\n" + block.dropLast())
  }

  @Test("Into brackets everything goes on one line")
  func flow() throws {
    let text = "vault: {externalConfig: {groups: [{name: others, policies: [a]}], policies: []}} # one\r\n"
    let result = try repaired(text)
    #expect(result.hasSuffix("} # one\r\n"))
    #expect(result.utf8.filter { $0 == 10 }.count == 1)
    #expect(result.contains("policies: [{name: shop_dev_access, rules: \"path \\\"secret/shop_dev/*\\\" {\\n"))
  }

  @Test(
    "A policy is added to a list of any style",
    arguments: [
      ("policies: [a, 'b']", "policies: [a, 'b', shop_dev_access]"),
      ("policies: []", "policies:\n      - shop_dev_access"),
      ("policies:", "policies:\n      - shop_dev_access"),
      ("policies:\n      - a\n      # b\n", "policies:\n      - a\n      - shop_dev_access\n      # b\n"),
      ("policies: [ # a\n       a\n      ]", "policies: [ # a\n       a, shop_dev_access\n      ]"),
    ]
  )
  func granted(before: String, after: String) throws {
    let head = "vault:\n  externalConfig:\n    groups:\n    - name: g\n      type: external\n      "
    let edit = VaultEdit.grant(policy: "shop_dev_access", group: "g")
    let result = try VaultConfig.applying([edit], to: head + before)
    #expect(result == head + after)
    #expect(try VaultConfig.applying([edit], to: result) == result)
  }

  @Test("Two Projects of one group that is not there yet share its entry")
  func sharedGroup() throws {
    let edits: [VaultEdit] = [
      .addGroup(group, policy: "a"), .addGroup(group, policy: "b"), .addAlias(group), .addAlias(group),
    ]
    let config = try VaultConfig(parsing: try VaultConfig.applying(edits, to: "vault: {}\n"))
    #expect(config.groups.map(\.policies) == [["a", "b"]])
    #expect(config.aliases.count == 1)
  }

  @Test("Each field is written anew where it stands, in whatever style")
  func changed() throws {
    let text = """
      vault:
        externalConfig:
          policies:
          - rules: |  # old
              path "*" {
                capabilities = ["sudo"]
              }

            name: 'shop_dev_access'
          - name: other
          groups:
          - name: shop@example.com
            "type": "internal" # why?
            policies: [shop_dev_access]
          group-aliases:
          - {name: shop@example.com, mountpath: github, 'group': 'old' }
      """
    let wished = """
      vault:
        externalConfig:
          policies:
          - rules: |
              path "secret/shop_dev/*" {
                capabilities = ["read", "list"]
              }

            name: 'shop_dev_access'
          - name: other
          groups:
          - name: shop@example.com
            "type": external # why?
            policies: [shop_dev_access]
          group-aliases:
          - {name: shop@example.com, mountpath: oidc, 'group': shop@example.com }
      """
    #expect(try repaired(text) == wished)
  }

  @Test("Fields that are absent are added to their entry")
  func absentFields() throws {
    let text = """
      vault:
        externalConfig:
          policies: [{name: shop_dev_access}]
          groups:
          - name: shop@example.com
            metadata:
              a: 1
          group-aliases:
          - name: shop@example.com
            group:
      """
    let result = try repaired(text)
    #expect(
      result.contains("metadata:\n        a: 1\n      type: external\n      policies:\n      - shop_dev_access\n")
    )
    #expect(result.hasSuffix("group: shop@example.com\n      mountpath: oidc"))
  }

  @Test("A change planned for something else is refused, with what has changed")
  func stale() {
    let text = "vault: {externalConfig: {groups: [{name: shop@example.com, type: odd}]}}"
    let edit = VaultEdit.setGroupType(group, from: "internal")
    #expect(throws: YAMLFlaw(problem: .stale("the type of shop@example.com"), place: nil)) {
      try VaultConfig.applying([edit], to: text)
    }
    #expect(throws: YAMLFlaw.self) { try VaultConfig.applying([.grant(policy: "a", group: "b")], to: text) }
    #expect(throws: YAMLFlaw.self) { try VaultConfig.applying([.setRules(rbac, from: nil)], to: text) }
  }

  @Test(
    "Names from outside stay names",
    arguments: [
      "a: b", "- x", "{", "\"q\"", "'", "#", "a\nb: c", "null", "é\u{2028}", "*a", "&a", "!t", "", "yes",
    ]
  )
  func hostileName(name: String) throws {
    let hostile = VaultRbac(policy: "p", path: name, capabilities: [name], group: VaultRbac.Group(name: name))
    _ = try repaired("vault:\n  externalConfig:\n    groups:\n", hostile)
    _ = try repaired("vault: {externalConfig: {groups: []}}\n", hostile)
  }

  @Test("The place of anchors in the way is told; beside the way they stay")
  func anchors() throws {
    let text = "x: &x 1\ny: *x\nvault:\n  z: *x\n  externalConfig: {}\n"
    #expect(try repaired(text).hasPrefix("x: &x 1\ny: *x\nvault:\n  z: *x\n  externalConfig:\n"))
    #expect(throws: YAMLFlaw(problem: .anchor("v"), place: TextPlace(line: 1, column: 8))) {
      try VaultConfig.applying([.addAlias(group)], to: "vault: &v {}\nw: *v\n")
    }
  }
}
