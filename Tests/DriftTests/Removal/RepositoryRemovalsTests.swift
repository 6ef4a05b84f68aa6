import Drift
import Formats
import Model
import Testing

@Suite("What removals change in shared files")
struct RepositoryRemovalsTests {
  private let crew = "shop.crew@example.com"

  private func config(_ groups: [(String, [String], [String])], aliasFields: [String] = []) -> VaultConfig {
    let place = TextPlace(line: 1, column: 1)
    let rules = "path \"secret/shop_qa/*\" {capabilities = [\"create\", \"read\", \"update\", \"delete\", \"list\"]}"
    return VaultConfig(
      policies: [VaultConfig.Policy(name: "shop_qa_access", rules: rules, place: place)],
      groups: groups.map { name, policies, fields in
        VaultConfig.Group(name: name, type: "external", policies: policies, otherFields: fields, place: place)
      },
      aliases: groups.map { name, _, _ in
        VaultConfig.Alias(name: name, mountpath: "oidc", group: name, otherFields: aliasFields, place: place)
      }
    )
  }

  private func edits(_ config: VaultConfig, sparing: Set<String> = []) -> [VaultEdit] {
    var cleanup = Cleanup(.vaultPolicy)
    cleanup.alterations.append { _ in
      .vaultAccess(
        Removal.VaultAccess(
          policy: "shop_qa_access",
          entries: config.policies(named: "shop_qa_access"),
          holders: config.groups(havingPolicy: "shop_qa_access")
        )
      )
    }
    #expect(cleanup.review.permitted.count == 1)
    return cleanup.vaultEdits(in: config, sparing: sparing)
  }

  private let policyAlone: [VaultEdit] = [
    .revoke(policy: "shop_qa_access", group: "shop.crew@example.com"), .removePolicy("shop_qa_access"),
  ]

  @Test("A group that this empties goes with its alias")
  func emptied() {
    let group = VaultRbac.Group(name: crew)
    #expect(edits(config([(crew, ["shop_qa_access"], [])])) == policyAlone + [.removeGroup(crew), .removeAlias(group)])
  }

  @Test("A group stays that has another policy or field, or that a Project names")
  func kept() {
    #expect(edits(config([(crew, ["shop_qa_access", "admin"], [])])) == policyAlone)
    #expect(edits(config([(crew, ["shop_qa_access"], ["metadata"])])) == policyAlone)
    #expect(edits(config([(crew, ["shop_qa_access"], [])]), sparing: ["Shop.Crew@example.com"]) == policyAlone)
  }

  @Test("A group that was empty before is not touched, nor is an alias with fields of others")
  func notOurs() {
    let config = config([(crew, ["shop_qa_access"], []), ("empty@example.com", [], [])], aliasFields: ["metadata"])
    #expect(edits(config) == policyAlone + [.removeGroup(crew)])
  }

  @Test("A group that two removals empty together goes once")
  func together() {
    var cleanup = Cleanup(.vaultPolicy)
    cleanup.everything = true
    cleanup.edit { $0.rules.admittedNames = 9 }
    Break.gone.apply(to: Cleanup.kept, in: &cleanup.world)
    let place = TextPlace(line: 1, column: 1)
    let policies = ["shop_dev_access", "shop_qa_access"]
    let group = VaultConfig.Group(name: crew, type: "external", policies: policies, otherFields: [], place: place)
    cleanup.world.flux?.groups.removeAll { $0.name == crew }
    cleanup.world.flux?.groups.append(group)
    guard let config = cleanup.world.snapshot.flux?.vaultRbac.value else { return }
    let edits = cleanup.vaultEdits(in: config, sparing: cleanup.world.roster.googleGroups)
    #expect(edits.suffix(2) == [.removeGroup(crew), .removeAlias(VaultRbac.Group(name: crew))])
    #expect(edits.count { $0 == .removeGroup(crew) } == 1)
    #expect(edits.count { $0 == .removePolicy("shop_dev_access") || $0 == .removePolicy("shop_qa_access") } == 2)
  }

  @Test("Only the lines beyond go from a role that stays")
  func argoLines() {
    let cleanup = Cleanup(.grant)
    #expect(cleanup.argoEdits == [.remove(.grant(member: "former.crew@example.com", role: "role:shop-dev"))])
    #expect(cleanup.plannedPaths.isEmpty)
  }

  @Test("Both files of a NAME go, in order")
  func files() {
    let cleanup = Cleanup(.files)
    #expect(cleanup.plannedPaths == ["applications/shop-qa.yaml", "manifests/shop-qa/.gitkeep"])
    #expect(cleanup.argoEdits.isEmpty)
  }
}
