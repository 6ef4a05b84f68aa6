import Drift
import Formats
import Model
import Testing

@Suite("A plan for the repositories")
struct RepositoryPlanTests {
  private func withDeployment(_ edit: (inout WorldDeployment) -> Void) -> World {
    var world = World.withDeployment()
    var deployment = world.deployment ?? WorldDeployment(of: [])
    edit(&deployment)
    world.deployment = deployment
    return world
  }

  /// What `world` is planned to get; one edit for each finding that removes nothing, in the words of the finding.
  private func edits(_ world: World) -> [RepositoryEdit] {
    let plan = world.plan()
    let announced = Dictionary(uniqueKeysWithValues: world.findings.map { ($0.id, $0.action) })
    for planned in plan.actions {
      #expect(planned.settles.count == 1 && planned.settles.allSatisfy { announced[$0] == planned.action.proposal })
      #expect(planned.action.phase == .repositories && !planned.isRemoval)
    }
    #expect(plan.actions.count == world.findings.filter { $0.action?.removal == false }.count)
    #expect(Set(plan.actions.map(\.target)).count == plan.actions.count)
    return plan.actions.compactMap(\.action.edit)
  }

  @Test("A wished world needs none")
  func wished() {
    #expect(World.withDeployment().plan().actions.isEmpty)
    #expect(World.withFlux().plan().actions.isEmpty)
  }

  @Test("A lacking file and a lacking placeholder are one edit, a changed file is another")
  func application() throws {
    let world = withDeployment {
      $0.files["applications/shop-dev.yaml"] = nil
      $0.files["manifests/shop-dev/.gitkeep"] = nil
      $0.files["manifests/web-qa/.gitkeep"] = nil
      $0["web-qa"] = $0["web-qa"].replacing("'main'", with: "'test'")
    }
    let wished = World.withDeployment().deployment
    let found = edits(world)
    #expect(found.map(\.subject) == ["shop-dev", "web-qa", "web-qa"])
    #expect(found.map(\.fault) == [.missing, .changed, .missing])
    #expect(found.allSatisfy { $0.repository == .deployment && $0.kind == .application && $0.project == $0.subject })
    #expect(
      found.map(\.content) == [
        .application([
          FileEdit(path: "applications/shop-dev.yaml", judged: nil, text: wished?["shop-dev"]),
          FileEdit(path: "manifests/shop-dev/.gitkeep", judged: nil, text: ""),
        ]),
        .application([
          FileEdit(
            path: "applications/web-qa.yaml",
            judged: try #require(BlobID(of: world.deployment?["web-qa"] ?? "")),
            text: wished?["web-qa"]
          )
        ]),
        .application([FileEdit(path: "manifests/web-qa/.gitkeep", judged: nil, text: "")]),
      ]
    )
  }

  @Test("What somebody added to a file waits for a permission, and what is missing beside it does not")
  func additions() {
    let world = withDeployment {
      $0["shop-dev"] += "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n"
      $0.files["manifests/shop-dev/.gitkeep"] = nil
    }
    #expect(edits(world).map(\.fault) == [.missing])
  }

  @Test("Lacking lines are added, lines beyond wait for a permission")
  func argoRbac() throws {
    let world = World.withFlux { flux in
      flux.policy.removeAll { $0.contains("role:shop-dev, exec") }
      flux.policy.append("g, mallory@example.com, role:shop-dev")
      flux.policy.append("g, mallory@example.com, role:crew-prod")
    }
    let edit = try #require(edits(world).first)
    #expect(edit.repository == .flux && edit.kind == .argoRbac && edit.subject == "role:shop-dev")
    guard case .argoRbac(let content) = edit.content else { return #expect(Bool(false)) }
    let policy = try #require(world.snapshot.flux?.argoRbac.value?.policy)
    #expect(
      try content.remaining(in: policy) == [
        .add(
          .permission(
            subject: "role:shop-dev",
            resource: "exec",
            action: "create",
            object: "shop-dev/*",
            effect: "allow"
          ),
          role: "role:shop-dev"
        )
      ]
    )
    #expect(edits(world).count == 1)
  }

  @Test("What Vault lacks and what is changed there are two edits; who has too much waits for a permission")
  func vaultRbac() throws {
    let world = World.withFlux(["shop-dev"]) { flux in
      flux.add(policy: "shop_dev_access", "path \"secret/*\" {capabilities = [\"read\"]}")
      flux.aliases = []
      flux.grant("shop_dev_access", to: "ops@example.com")
    }
    let config = try #require(world.snapshot.flux?.vaultRbac.value)
    let steps = try edits(world).map { edit -> [VaultEdit] in
      guard case .vaultRbac(let content) = edit.content else { return [] }
      return try content.remaining(in: config)
    }
    let wished = try #require(world.estates.first?.vaultRbac)
    #expect(
      steps == [
        [.setRules(wished, from: "path \"secret/*\" {capabilities = [\"read\"]}")],
        [.addAlias(VaultRbac.Group(name: "shop.crew@example.com"))],
      ]
    )
  }

  @Test("What is unknown is left alone, and the other file is not")
  func unknown() {
    let reason = Unreadable(system: .flux, subject: "rbac.yaml", reason: "502")
    var world = World.withFlux { flux in
      flux.policy = []
      flux.policies = []
      flux.vaultFailure = reason
    }
    #expect(edits(world).allSatisfy { $0.kind == .argoRbac } && !edits(world).isEmpty)
    world.flux?.argoFailure = reason
    #expect(edits(world).isEmpty)
    #expect(edits(withDeployment { $0.failure = reason }).isEmpty)
  }

  @Test("The edits of one repository are one write, everything else is by itself")
  func units() {
    var world = World.withFlux { $0.policy = [] }
    world.deployment = WorldDeployment(of: [])
    Break.namespaceGone.apply(to: "shop-dev", in: &world)
    let plan = world.plan()
    #expect(plan.units(in: .repositories).map(\.count) == [3, 3])
    #expect(plan.units(in: .namespaces).map(\.count) == [1])
    #expect(Phase.allCases.flatMap(plan.units).flatMap(\.self).count == plan.actions.count)
  }
}
