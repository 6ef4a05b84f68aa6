import Drift
import Foundation
import Model
import Testing

@Suite("What may go")
struct RemovalSearchTests {
  @Test("In a wished world nothing")
  func wished() {
    var cleanup = Cleanup(.files)
    cleanup.world = World.withFlux()
    cleanup.everything = true
    #expect(cleanup.removals.isEmpty && cleanup.review.permitted.isEmpty)
  }

  @Test("Nothing that its finding does not announce", arguments: Scene.allCases.filter { $0 != .finalizer })
  func announced(scene: Scene) {
    var cleanup = Cleanup(scene)
    cleanup.everything = true
    let announced = Set(cleanup.findings.filter { $0.action?.removal == true }.map(\.id))
    #expect(!announced.isEmpty)
    #expect(Set(cleanup.removals.map(\.finding.id)) == announced)
  }

  @Test("A finalizer only where Projects are released, and only that of the operator")
  func finalizer() {
    var cleanup = Cleanup(.finalizer)
    let search = RemovalSearch(in: cleanup.world.snapshot, roster: cleanup.world.roster, estates: cleanup.world.estates)
    #expect(search.removals(announcedBy: cleanup.findings).isEmpty)
    for index in cleanup.world.resources.indices {
      cleanup.world.resources[index].finalizers = ["someone.example.com/x"]
    }
    #expect(cleanup.removals.isEmpty)
  }

  @Test("Another Project of that NAME keeps everything, and only the finalizer goes")
  func finalizerBeside() {
    var cleanup = Cleanup(.finalizer)
    let namespace = cleanup.world.namespace(Cleanup.gone)
    cleanup.world.namespaces[Cleanup.gone] = namespace
    #expect(cleanup.obstacles == [.need(.remains(["the namespace shop-qa"]))])
    cleanup.world.resources.append(World.resource(Cleanup.gone, in: "moved", uid: "moved"))
    cleanup.everything = true
    #expect(cleanup.review.permitted.map(\.removal.object.isFinalizer) == [true])
  }

  @Test("What remains of a Project is named, each thing of it", arguments: Scene.allCases.filter(\.isOrphan))
  func remains(scene: Scene) {
    let cleanup = Cleanup(.finalizer)
    var whole = Cleanup(.files).world
    whole.resources = cleanup.world.resources
    var removal = cleanup
    removal.edit { evidence in
      let snapshot = whole.snapshot
      switch scene {
      case .namespace: evidence.snapshot.namespaces = snapshot.namespaces
      case .pullSecret: evidence.snapshot.pullSecrets = snapshot.pullSecrets
      case .token: evidence.snapshot.gitlab?.tokens = .read(whole.gitlab.tokens)
      case .files: evidence.snapshot.deployment = snapshot.deployment
      case .role: if let flux = snapshot.flux { evidence.snapshot.flux?.argoRbac = flux.argoRbac }
      case .vaultPolicy: if let flux = snapshot.flux { evidence.snapshot.flux?.vaultRbac = flux.vaultRbac }
      case .grant, .vaultGrant, .staleToken, .additions, .finalizer: break
      }
    }
    guard case .need(.remains(let subjects))? = removal.obstacles.first else {
      Issue.record("\(removal.obstacles)")
      return
    }
    #expect(removal.obstacles.count == 1 && subjects.count == (scene == .files ? 2 : 1))
    #expect(subjects.allSatisfy { $0.contains("shop-qa") || $0.contains("shop_qa") })
  }

  @Test("What it was judged on is told apart: another object of the name, other lines; versions are not")
  func basis() throws {
    let namespace = try #require(Cleanup(.namespace).removals.first)
    func basis(_ edit: (inout LiveNamespace) -> Void) -> StableHash {
      guard case .namespace(var live) = namespace.object else { return namespace.basis }
      edit(&live)
      return Removal(settling: namespace.finding, .namespace(live)).basis
    }
    #expect(basis { $0.uid = "another" } != namespace.basis)
    #expect(basis { $0.resourceVersion = "2" } == namespace.basis)

    var role = Cleanup(.grant)
    let before = try #require(role.removals.first).basis
    role.world.flux?.policy.insert("p, role:other, applications, get, */*, allow", at: 0)
    #expect(role.removals.first?.basis == before)
    role.world.flux?.policy.append("g, third.crew@example.com, role:shop-dev")
    #expect(role.removals.first?.basis != before)
  }

  @Test("Each kind of thing has its own basis, the same in every run", arguments: Scene.allCases)
  func stableBasis(scene: Scene) {
    #expect(Cleanup(scene).removals.map(\.basis) == Cleanup(scene).removals.map(\.basis))
    #expect(Cleanup(scene).removals.allSatisfy { $0.isIrrevocable == (scene == .namespace) })
  }
}

extension Removal.Object {
  fileprivate var isFinalizer: Bool {
    switch self {
    case .finalizer: true
    case .namespace, .pullSecret, .token, .applicationFiles, .applicationAdditions, .argoLines, .vaultAccess: false
    }
  }
}
