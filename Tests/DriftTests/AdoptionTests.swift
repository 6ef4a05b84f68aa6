import Drift
import Model
import Testing

@Suite("What the operator made is claimed")
struct AdoptionTests {
  private static let name = "shop-dev"
  private static let project = ObjectReference(namespace: "projects", name: name)
  private static let namespace = AdoptionClaim.Object.namespace(name)
  private static let secret = AdoptionClaim.Object.pullSecret(
    ObjectReference(namespace: name, name: "gitlab-registry-image-pull-secret")
  )

  @Test("for every Project that is there, its namespace first, each for that Project alone")
  func all() {
    let adoption = World(madeBy: .projectOperator).adoption()
    #expect(adoption.claims.map(\.name) == ["crew-prod", "crew-prod", "shop-dev", "shop-dev", "web-qa", "web-qa"])
    #expect(adoption.claims.map(\.object).filter { $0.name == Self.name } == [Self.namespace, Self.secret])
    #expect(adoption.claims.allSatisfy { $0.project == ObjectReference(namespace: "projects", name: $0.name) })
    #expect(adoption.claims.first?.uid == "namespace-crew-prod")
    #expect(adoption.withheld.isEmpty && adoption.unreadable.isEmpty && adoption.marked == 0)
  }

  @Test("once: what bears our mark is counted and left alone")
  func ours() {
    let adoption = World(madeBy: .driftcheck).adoption()
    #expect(adoption.marked == 6 && adoption.claims.isEmpty && adoption.withheld.isEmpty)
  }

  @Test("and nothing that was there before or was made by hand")
  func byHand() {
    let adoption = World(madeBy: .hand).adoption()
    #expect(adoption.claims.isEmpty && adoption.withheld.count == 6)
    #expect(adoption.withheld.allSatisfy { $0.obstacle == .foreign })
  }

  @Test("also in a namespace that was there before: there the secret alone")
  func secretAlone() {
    var world = World(madeBy: .projectOperator)
    world.namespaces[Self.name]?.mark = .unmarked
    #expect(world.adoption().claimed(of: Self.name) == [Self.secret])
    #expect(world.adoption().withheld.map(\.obstacle) == [.foreign])
  }

  @Test(
    "in the two shapes of pull secrets that it used to make, too",
    arguments: [Break.opaqueType, .operatorsOldRegistry]
  )
  func oldShapes(shape: Break) {
    var world = World(madeBy: .projectOperator)
    shape.apply(to: Self.name, in: &world)
    #expect(world.adoption().claimed(of: Self.name) == [Self.namespace, Self.secret])
  }

  /// Something about the namespace or the secret that somebody else cares for, and what follows from it.
  struct Care: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let claimed: [AdoptionClaim.Object]
    let obstacles: [AdoptionObstacle]
    let plant: @Sendable (inout World) -> Void

    init(
      _ words: String,
      claimed: [AdoptionClaim.Object] = [],
      _ obstacles: [AdoptionObstacle],
      plant: @escaping @Sendable (inout World) -> Void
    ) {
      testDescription = words
      self.claimed = claimed
      self.obstacles = obstacles
      self.plant = plant
    }
  }

  private static let cares = [
    Care("a protected namespace", [.protected(.annotation), .namespace(name, .protected(.annotation))]) {
      $0.namespaces[name]?.protection = .annotation
    },
    Care(
      "a namespace that Flux makes",
      [.protected(.controlled(by: "Flux")), .namespace(name, .protected(.controlled(by: "Flux")))]
    ) {
      $0.namespaces[name]?.protection = .controlled(by: "Flux")
    },
    Care("a namespace that Helm manages", claimed: [secret], [.managed(by: "Helm")]) {
      $0.namespaces[name]?.manager = "Helm"
    },
    Care("a namespace that is being deleted", [.terminating, .namespace(name, .terminating)]) {
      Break.terminating.apply(to: name, in: &$0)
    },
    Care("a protected secret", claimed: [namespace], [.protected(.annotation)]) {
      $0.pullSecrets[name]?.protection = .annotation
    },
    Care("a secret that somebody else manages", claimed: [namespace], [.managed(by: "external-secrets")]) {
      $0.pullSecrets[name]?.manager = "external-secrets"
    },
    Care("a namespace that the configuration protects", [.protectedNamespace(name), .protectedNamespace(name)]) {
      $0.policy.protectedNamespaces = [name]
    },
    Care("a Project in conflict", [.rival(rival), .rival(rival)]) { Break.rival.apply(to: name, in: &$0) },
    Care("another one that is being deleted", [.rival(rival), .rival(rival)]) { world in
      Break.rival.apply(to: name, in: &world)
      world.resources[world.resources.count - 1].deletedAt = World.now
    },
    Care("another one that is invalid", [.rival(rival), .rival(rival)]) { world in
      Break.rival.apply(to: name, in: &world)
      world.resources[world.resources.count - 1].googleGroup = .text("a@b.c, d@e.f")
    },
  ]

  private static let rival = ObjectReference(namespace: "rivals", name: name)

  @Test("but not what somebody else has a say in", arguments: cares)
  func cared(care: Care) {
    var world = World(madeBy: .projectOperator)
    care.plant(&world)
    let adoption = world.adoption()
    #expect(adoption.claimed(of: Self.name) == care.claimed)
    #expect(adoption.withheld.map(\.obstacle) == care.obstacles)
    // All others are claimed as ever.
    #expect(adoption.claims.count == 4 + care.claimed.count)
  }

  @Test("but not where driftcheck itself lives")
  func ownNamespace() {
    let adoption = World(madeBy: .projectOperator).adoption(sparing: [Self.name])
    #expect(adoption.withheld.map(\.obstacle) == [.ownNamespace(Self.name), .ownNamespace(Self.name)])
    #expect(adoption.claims.count == 4)
  }

  @Test(
    "but not for a Project that is not served",
    arguments: [
      (Break.leaving, AdoptionObstacle.leaving(project)), (.invalid, .invalid(project)), (.settling, .uncertain),
      (.gone, .unclaimed),
    ]
  )
  func unserved(fate: Break, obstacle: AdoptionObstacle) {
    var world = World(madeBy: .projectOperator)
    fate.apply(to: Self.name, in: &world)
    let adoption = world.adoption()
    #expect(adoption.claimed(of: Self.name).isEmpty && adoption.claims.count == 4)
    #expect(adoption.withheld.map(\.object) == [Self.namespace, Self.secret])
    #expect(adoption.withheld.allSatisfy { $0.obstacle == obstacle })
  }

  @Test("and where not all Projects are looked at, nothing is said to have none")
  func incomplete() {
    var world = World(madeBy: .projectOperator)
    Break.gone.apply(to: Self.name, in: &world)
    #expect(world.adoption(isComplete: false).withheld.isEmpty)
  }

  @Test("and what could not be read is unknown, and not claimed")
  func unreadable() {
    let reason = Unreadable(system: .kubernetes, subject: "namespaces", reason: "the server said 403")
    var all = World(madeBy: .projectOperator)
    all.namespacesFailure = reason
    #expect(all.adoption().claims.isEmpty && all.adoption().unreadable == [reason])
    var one = World(madeBy: .projectOperator)
    one.unreadableNamespaces[Self.name] = reason
    #expect(one.adoption().claimed(of: Self.name).isEmpty && one.adoption().claims.count == 4)
    #expect(one.adoption().unreadable == [reason])
    var secrets = World(madeBy: .projectOperator)
    secrets.pullSecretsFailure = reason
    #expect(secrets.adoption().claims.map(\.object.kind) == [.namespace, .namespace, .namespace])
  }

  @Test("A Project that asks for something else than before claims nothing of what was shown")
  func renamed() {
    var world = World(madeBy: .projectOperator)
    let shown = world.adoption()
    Break.gone.apply(to: Self.name, in: &world)
    world.resources.append(World.resource(Self.name, in: "elsewhere", uid: "uid-moved"))
    let still = Set(shown.claims).intersection(world.adoption().claims)
    #expect(still.count == 4 && !still.contains { $0.name == Self.name })
  }
}

extension World {
  fileprivate func adoption(sparing ownNamespaces: Set<String> = [], isComplete: Bool = true) -> Adoption {
    Adoption(of: roster, in: snapshot, under: policy, sparing: ownNamespaces, isComplete: isComplete)
  }
}

extension Adoption {
  fileprivate func claimed(of name: String) -> [AdoptionClaim.Object] {
    claims.map(\.object).filter { $0.name == name }
  }
}
