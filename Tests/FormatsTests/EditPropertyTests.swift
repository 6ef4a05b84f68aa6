import Formats
import Model
import Testing

@Suite("Edits: what holds for any file")
struct EditPropertyTests {
  private static let seeds = Array(UInt64(1)...300) + [UInt64.random(in: .min ... .max)]
  private static let group = VaultRbac.Group(name: "shop@example.com")
  private static let rbac = VaultRbac(
    policy: "shop_dev_access",
    path: "secret/shop_dev/*",
    capabilities: ["create", "read"],
    group: group
  )
  private static let role = ArgoRbac(
    role: "role:shop-dev",
    rules: [
      .permission(subject: "role:shop-dev", resource: "logs", action: "get", object: "shop-dev/*", effect: "allow"),
      .grant(member: "shop@example.com", role: "role:shop-dev"),
    ]
  )

  /// The parts of a file that are nobody's but others' are in `result` as they were.
  private func expectSurroundings(of file: RandomSharedFile, in result: String, seed: UInt64, removed: Bool = false) {
    let part = Array(result.utf8)
    #expect(part.starts(with: file.prefix.utf8), "seed \(seed):\n\(file.text)\n=>\n\(result)")
    #expect(part.reversed().starts(with: file.suffix.utf8.reversed()), "seed \(seed):\n\(file.text)\n=>\n\(result)")
    for line in file.part.split(whereSeparator: \.isNewline) where line.contains("# c") {
      #expect(result.contains(line), "seed \(seed): \(line) is lost\n\(file.text)\n=>\n\(result)")
    }
    // Where the last lines are removed, a blank line before them may end the text.
    let hasFinalBreak = file.text.utf8.last == 0x0A || removed && result.utf8.last == 0x0A
    #expect((result.utf8.last == 0x0A) == hasFinalBreak, "seed \(seed):\n\(file.text)\n=>\n\(result)")
    if file.text.contains("\r\n") {
      let bare = result.utf8.filter { $0 == 0x0A }.count - result.utf8.filter { $0 == 0x0D }.count
      #expect(bare == 0, "seed \(seed): mixed line breaks\n\(result)")
    }
  }

  /// What `edit` makes of `text`; where it refuses, the report shows the text.
  private func edited(_ text: String, seed: UInt64, _ edit: (String) throws -> String) throws -> String {
    do { return try edit(text) } catch {
      Issue.record("seed \(seed): \(error)\n\(text)")
      throw error
    }
  }

  @Test("Vault's values say what was asked, a second time nothing is edited, and the rest stays", arguments: seeds)
  func vault(seed: UInt64) throws {
    let file = RandomSharedFile.vault(seed: seed)
    let before = VaultDifference(desired: Self.rbac, observed: try VaultConfig(parsing: file.text))
    let edits = before.repairs(for: Self.rbac) + before.removals(for: Self.rbac)
    let result = try edited(file.text, seed: seed) { try VaultConfig.applying(edits, to: $0) }
    let after = VaultDifference(desired: Self.rbac, observed: try VaultConfig(parsing: result))
    #expect(after.isEmpty, "seed \(seed):\n\(file.text)\n=>\n\(result)")
    expectSurroundings(of: file, in: result, seed: seed)
    #expect(try VaultConfig.applying(edits, to: result) == result, "seed \(seed):\n\(result)")

    let removals: [VaultEdit] = [
      .removePolicy(Self.rbac.policy), .revoke(policy: Self.rbac.policy, group: Self.group.name),
      .removeAlias(Self.group),
    ]
    let removed = try edited(result, seed: seed) { try VaultConfig.applying(removals, to: $0) }
    let config = try VaultConfig(parsing: removed)
    #expect(config.policies(named: Self.rbac.policy).isEmpty && config.groups(havingPolicy: Self.rbac.policy).isEmpty)
    expectSurroundings(of: file, in: removed, seed: seed, removed: true)
  }

  @Test("Argo CD's policy says what was asked, a second time nothing is edited, and the rest stays", arguments: seeds)
  func argo(seed: UInt64) throws {
    let file = RandomSharedFile.argo(seed: seed)
    let found = try ArgoPolicyFile(parsing: file.text)
    let difference = ArgoPolicyDifference(desired: Self.role, observed: found.policy)
    let additions = difference.additions(to: Self.role.role)
    let added = try edited(file.text, seed: seed) { try ArgoPolicyFile.applying(additions, to: $0) }
    expectSurroundings(of: file, in: added, seed: seed)
    let result = try edited(added, seed: seed) { try ArgoPolicyFile.applying(difference.removals, to: $0) }
    expectSurroundings(of: file, in: result, seed: seed)
    let after = ArgoPolicyDifference(desired: Self.role, observed: try ArgoPolicyFile(parsing: result).policy)
    #expect(after.isEmpty, "seed \(seed):\n\(file.text)\n=>\n\(result)")
    #expect(try ArgoPolicyFile.applying(additions + difference.removals, to: result) == result, "seed \(seed)")
    #expect(try ArgoPolicyFile.applying(additions + difference.removals, to: file.text) == result, "seed \(seed)")
  }
}
