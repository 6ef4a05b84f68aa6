import Drift
import Formats
import Model
import Testing

@Suite("An edit on another tip than it was planned for")
struct RepositoryEditTests {
  private static let group = "shop.crew@example.com"

  @Test(
    "A whole file is written or removed where it is as it was judged, left where it is as wished, else refused",
    arguments: [
      (judged: nil, text: "new", live: nil, step: FileEdit.Step.write("new")),
      ("old", "new", "old", .write("new")), ("old", nil, "old", .remove),
      ("old", "new", "new", nil), (nil, "new", "new", nil), ("old", nil, nil, nil),
    ] as [(judged: String?, text: String?, live: String?, step: FileEdit.Step?)]
  )
  func file(judged: String?, text: String?, live: String?, step: FileEdit.Step?) throws {
    let edit = FileEdit(path: "a", judged: judged.flatMap { BlobID(of: $0) }, text: text)
    #expect(try edit.remaining(over: live.flatMap { BlobID(of: $0) }) == step)
    #expect(throws: EditRefusal.fileChanged(path: "a")) { try edit.remaining(over: BlobID(of: "other")) }
  }

  @Test("A file that is gone is not written anew")
  func goneFile() {
    let edit = FileEdit(path: "a", judged: BlobID(of: "old"), text: "new")
    #expect(throws: EditRefusal.fileChanged(path: "a")) { try edit.remaining(over: nil) }
  }

  private func argoRbac(_ edit: (inout WorldFlux) -> Void) throws -> ArgoRbacEdit {
    let planned = try #require(World.withFlux(["shop-dev"], edit).plan().actions.first?.action.edit)
    guard case .argoRbac(let content) = planned.content else { throw NotPlanned() }
    return content
  }

  private func vaultRbac(_ edit: (inout WorldFlux) -> Void) throws -> VaultRbacEdit {
    let planned = try #require(World.withFlux(["shop-dev"], edit).plan().actions.first?.action.edit)
    guard case .vaultRbac(let content) = planned.content else { throw NotPlanned() }
    return content
  }

  private struct NotPlanned: Error {}

  private func policy(_ edit: (inout WorldFlux) -> Void) throws -> ArgoPolicy {
    try #require(World.withFlux(["shop-dev"], edit).snapshot.flux?.argoRbac.value?.policy)
  }

  private func config(_ edit: (inout WorldFlux) -> Void) throws -> VaultConfig {
    try #require(World.withFlux(["shop-dev"], edit).snapshot.flux?.vaultRbac.value)
  }

  @Test("Of the lines that lacked, those are added that still do; where more lack, none is")
  func lines() throws {
    let edit = try argoRbac { $0.policy.removeAll { $0.contains("exec") || $0.contains("logs") } }
    #expect(try edit.remaining(in: policy { $0.policy.removeAll { $0.contains("exec") } }).count == 1)
    #expect(try edit.remaining(in: policy { _ in }).isEmpty)
    #expect(throws: EditRefusal.entriesChanged(subject: "role:shop-dev")) {
      try edit.remaining(in: policy { $0.policy = [] })
    }
  }

  @Test("Lines of others that came meanwhile are no matter")
  func otherLines() throws {
    let edit = try argoRbac { $0.policy.removeAll { $0.contains("exec") } }
    let live = try policy { flux in
      flux.policy.removeAll { $0.contains("exec") }
      flux.policy += ["p, role:shop-dev, applications, delete, shop-dev/*, deny", "g, a@example.com, role:other"]
    }
    #expect(try edit.remaining(in: live).count == 1)
  }

  @Test("What was added to Vault meanwhile as it is wished is done")
  func addedAsWished() throws {
    let edit = try vaultRbac { $0.policies = [] }
    #expect(try edit.remaining(in: config { _ in }).isEmpty)
  }

  @Test("What was added to Vault meanwhile otherwise than wished is refused")
  func addedOtherwise() throws {
    let policy = try vaultRbac { $0.policies = [] }
    #expect(throws: EditRefusal.entriesChanged(subject: "shop_dev_access")) {
      try policy.remaining(in: config { $0.add(policy: "shop_dev_access", "path \"*\" {capabilities = [\"sudo\"]}") })
    }
    let alias = try vaultRbac { $0.aliases = [] }
    #expect(throws: EditRefusal.entriesChanged(subject: "shop_dev_access")) {
      try alias.remaining(in: config { $0.add(alias: Self.group, group: "mallory@example.com") })
    }
  }

  @Test("A group that another Project's people got meanwhile gets the policy")
  func groupAdded() throws {
    let edit = try vaultRbac { $0.groups.removeAll { $0.name == Self.group } }
    let live = try config { $0.add(group: Self.group, ["shop_qa_access"]) }
    #expect(try edit.remaining(in: live) == [.grant(policy: "shop_dev_access", group: Self.group)])
  }

  @Test("What was changed and is changed again is refused, what was put right meanwhile is done")
  func changedAgain() throws {
    let edit = try vaultRbac { $0.add(alias: Self.group, mountpath: "ldap") }
    #expect(try edit.remaining(in: config { $0.add(alias: Self.group, mountpath: "ldap") }).count == 1)
    #expect(try edit.remaining(in: config { _ in }).isEmpty)
    #expect(throws: EditRefusal.entriesChanged(subject: "shop_dev_access")) {
      try edit.remaining(in: config { $0.add(alias: Self.group, mountpath: "saml") })
    }
  }
}
