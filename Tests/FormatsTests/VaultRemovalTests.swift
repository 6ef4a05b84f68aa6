import Formats
import Model
import Testing

@Suite("Removing from the values of bank-vaults")
struct VaultRemovalTests {
  private let group = VaultRbac.Group(name: "g")

  private func without(_ text: String, _ edits: VaultEdit...) throws -> String {
    let result = try VaultConfig.applying(edits, to: text)
    #expect(try VaultConfig.applying(edits, to: result) == result)
    return result
  }

  @Test(
    "A policy leaves a list of any style",
    arguments: [
      ("policies: [a, p, b]", "policies: [a, b]"), ("policies: [p]", "policies: []"),
      ("policies: [a, 'p']", "policies: [a]"),
      ("policies: [p, P, b, p]", "policies: [b]"),
      ("policies:\n    - p # ours\n    # b\n    - b", "policies:\n    # b\n    - b"),
      ("policies: # all\n    - p", "policies: [] # all"), ("policies:\n  - a\n  - p", "policies:\n  - a"),
      ("\"policies\"  :\n  - p\n  - \"p\"", "\"policies\"  : []"),
    ]
  )
  func revoked(before: String, after: String) throws {
    let head = "vault:\n externalConfig:\n  groups:\n  - name: g\n    type: external\n    "
    let padded = before.replacing("\n", with: "\n    ")
    #expect(
      try without(head + padded, .revoke(policy: "p", group: "g")) == head + after.replacing("\n", with: "\n    ")
    )
  }

  @Test("Entries leave their lists, and what stands between and around them stays")
  func entries() throws {
    let text = """
      vault:
        externalConfig:
          # ours
          policies:
            # p
            - name: p
              rules: |
                # in it
                path "a" {}

            # q
            - name: q
          groups:
            - name: g
              type: external
              policies: [p]
          group-aliases: [{name: g, mountpath: oidc, group: g}, {name: h}]
      """
    let wished = """
      vault:
        externalConfig:
          # ours
          policies:
            # p

            # q
            - name: q
          groups: []
          group-aliases: [{name: h}]
      """
    let edits: [VaultEdit] = [
      .removePolicy("p"), .revoke(policy: "p", group: "g"), .removeGroup("g"), .removeAlias(group),
    ]
    #expect(edits.filter { !$0.isRemoval }.isEmpty)
    #expect(try VaultConfig.applying(edits, to: text) == wished)
  }

  @Test("A group that holds more than ours is not removed", arguments: ["policies: [p]", "metadata: {a: 1}"])
  func heldGroup(field: String) {
    let text = "vault: {externalConfig: {groups: [{name: g, \(field)}]}}"
    #expect(throws: YAMLFlaw(problem: .stale("the group g"), place: nil)) {
      try VaultConfig.applying([.removeGroup("g")], to: text)
    }
  }

  @Test("Additions and removals of one commit go together")
  func together() throws {
    let text = "vault:\n  externalConfig:\n    groups:\n      - name: g\n        policies:\n          - p\n"
    let edits: [VaultEdit] = [.revoke(policy: "p", group: "g"), .grant(policy: "q", group: "g")]
    #expect(try VaultConfig.applying(edits, to: text) == text.replacing("- p", with: "- q"))
  }

  @Test("A comment among elements in brackets goes only with what it stands between")
  func flowComments() throws {
    let text =
      "vault:\n externalConfig:\n  groups:\n  - name: g\n    policies: [\n     a, # first\n     p # ours\n    ]\n"
    #expect(
      try without(text, .revoke(policy: "p", group: "g"))
        == "vault:\n externalConfig:\n  groups:\n  - name: g\n    policies: [\n     a # ours\n    ]\n"
    )
  }
}
