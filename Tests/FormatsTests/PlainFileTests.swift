import Formats
import Model
import Testing

@Suite("Files that are written plainly")
struct PlainFileTests {
  private static let seeds = Array(UInt64(1)...1_000) + [UInt64.random(in: .min ... .max)]

  static let vault = """
    # Who may do what.
    ---
    vault:
      image: {}
      replicas: 3  # one for each zone
      externalConfig:
        policies:
          - name: shop_dev_access
            rules: |
              path "secret/shop_dev/*" {
                # alles, auch löschen

                capabilities = ["create", "read"]
              }
          # Written by hand.
          - rules: 'path "*" { capabilities = [] }'
            name: "admins"
          - name: null_rules
            rules: ~

        groups:
        - name: shop.crew@example.com
          type: external
          policies: [shop_dev_access, admins]
          metadata:
            note: "a: b"
        - name: others
          policies:
            - 'admins'
            - null
        group-aliases:
          - name: shop.crew@example.com
            mountpath: oidc
            group: shop.crew@example.com
    after: |-
      policies: []

    """

  static let argo = """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: argocd-rbac-cm
      labels: {}
    data:
      policy.default: role:readonly
      'policy.csv': |
        # Ours, für alle.
        p, role:shop-dev, logs, get, shop-dev/*, allow
        p,role:shop-dev,  exec, create, shop-dev/*, allow

          g, shop.crew@example.com, role:shop-dev, whatever
      scopes: '[groups]'
    """

  @Test("Vault's values say the same, read plainly and by the parser")
  func vaultPlain() throws {
    let config = try #require(VaultConfig(plain: Array(Self.vault.utf8)))
    Self.expectSame(config, as: Self.vault)
    #expect(config.policies.map(\.name) == ["shop_dev_access", "admins", "null_rules"])
    #expect(config.groups.map(\.policies) == [["shop_dev_access", "admins"], ["admins", ""]])
  }

  @Test(
    "Argo CD's policy says the same, read plainly and by the parser",
    arguments: [nil, YAMLPath(["data", "policy.csv"])]
  )
  func argoPlain(key: YAMLPath?) throws {
    let live = try #require(LiveArgoPolicy(plain: Array(Self.argo.utf8), key: key))
    Self.expectSame(live, as: Self.argo, key: key)
    #expect(live.policy.lines(of: "role:shop-dev").map(\.number) == [2, 3, 5])
  }

  @Test(
    "What means something else than it seems to is left to the parser",
    arguments: [
      ("replicas: 3", "replicas: &a 3"), ("replicas: 3", "replicas: *a"), ("replicas: 3", "replicas: !!str 3"),
      ("replicas: 3", "replicas: [3, [4]]"), ("replicas: 3", "replicas: {a: 3}"),
      ("replicas: 3", "replicas: \"\\x41\""),
      ("replicas: 3", "replicas: 'it''s'"), ("replicas: 3", "replicas: >\n    a\n    b\n  more: x"),
      ("replicas: 3", "replicas: 3\n    4"), ("replicas: 3", "replicas: 3: 4"), ("replicas: 3", "replicas: |1\n    a"),
      ("replicas: 3", "image: 3"), ("replicas: 3", "\treplicas: 3"), ("replicas: 3", "replicas: a\u{85}b"),
      ("replicas: 3", "? replicas\n  : 3"), ("replicas: 3", "<<: 3"), ("replicas: 3", "replicas: 3\r"),
      ("after: |-", "---\nafter: |-"), ("after: |-", "...\nafter: |-"), ("- name: null_rules", "- other: null_rules"),
      ("- name: null_rules", "- - null_rules"), ("  policies: []", "   \n      policies: []"),
      ("  policies: []", "  policies: []\n policies: []"), ("type: external", "type: [external]"),
    ]
  )
  func unusual(plain: String, other: String) throws {
    let text = Self.vault.replacing(plain, with: other, maxReplacements: 1)
    try #require(text != Self.vault)
    #expect(VaultConfig(plain: Array(text.utf8)) == nil)
  }

  @Test(
    "A policy that Argo CD could not use, or that stands elsewhere, is left to the parser",
    arguments: [
      ("logs, get", "logs"), ("logs, get", "\"logs\", get"), ("p,role", "q,role"), ("g, shop", "g; shop"),
      ("'policy.csv': |", "'policy.csv': >"), ("'policy.csv': |", "policy.txt: |"), ("kind: ConfigMap", "kind: Secret"),
      ("name: argocd-rbac-cm", "name: other"), ("logs, get", "logs\u{A0}, get"), ("p,role", "p,\u{3000}role"),
    ]
  )
  func unusablePolicy(plain: String, other: String) throws {
    let text = Self.argo.replacing(plain, with: other, maxReplacements: 1)
    try #require(text != Self.argo)
    #expect(LiveArgoPolicy(plain: Array(text.utf8)) == nil)
  }

  @Test("What is no UTF-8 is left to the parser")
  func noText() {
    #expect(VaultConfig(plain: Array(Self.vault.utf8) + Array("# ".utf8) + [0xC3, 0x0A]) == nil)
  }

  @Test("Whatever the file, it says the same read plainly or is left to the parser")
  func random() {
    var understood = 0
    for seed in Self.seeds {
      understood += Self.check(RandomSharedFile.vault(seed: seed).text, seed: seed)
      understood += Self.check(RandomSharedFile.argo(seed: seed).text, seed: seed)
    }
    #expect(understood > 50)
  }

  /// How often `text` is plain to a reader; each must give what the parser gives.
  @discardableResult
  static func check(_ text: String, seed: UInt64) -> Int {
    var understood = 0
    if let config = VaultConfig(plain: Array(text.utf8)) {
      expectSame(config, as: text, seed: seed)
      understood += 1
    }
    for key in [nil, YAMLPath(["data", "policy.csv"])] {
      guard let live = LiveArgoPolicy(plain: Array(text.utf8), key: key) else { continue }
      expectSame(live, as: text, key: key, seed: seed)
      understood += 1
    }
    return understood
  }

  private static func expectSame(_ config: VaultConfig, as text: String, seed: UInt64 = 0) {
    let parsed = try? VaultConfig(parsing: text)
    #expect(config.policies == parsed?.policies, "seed \(seed): \(text.debugDescription)")
    #expect(config.groups == parsed?.groups, "seed \(seed): \(text.debugDescription)")
    #expect(config.aliases == parsed?.aliases, "seed \(seed): \(text.debugDescription)")
  }

  private static func expectSame(_ live: LiveArgoPolicy, as text: String, key: YAMLPath?, seed: UInt64 = 0) {
    let file = try? ArgoPolicyFile(parsing: text, key: key)
    let parsed = file.map { LiveArgoPolicy($0.policy, after: $0.location?.lineOfFile(0)) }
    #expect(live == parsed, "seed \(seed): \(text.debugDescription)")
  }
}
