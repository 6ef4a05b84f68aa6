import Drift
import Foundation
import Model
import Testing

@Suite("Every break is found, and nothing else")
struct ComparisonTests {
  @Test("A wished world has no finding, whoever made it", arguments: World.Maker.allCases)
  func wished(maker: World.Maker) {
    #expect(World(madeBy: maker).findings.isEmpty)
    #expect(World([], madeBy: maker).findings.isEmpty)
  }

  @Test("Each break alone", arguments: Break.allCases, World.Maker.allCases)
  func singly(one: Break, maker: World.Maker) {
    var world = World(madeBy: maker)
    one.apply(to: "shop-dev", in: &world)
    #expect(world.differences == Break.differences([one], of: "shop-dev", madeBy: maker))
  }

  @Test("Each pair of breaks, of one Project where they can meet there, else of two", arguments: Break.allCases)
  func inPairs(one: Break) {
    for other in Break.allCases {
      for maker in World.Maker.allCases {
        var apart = World(madeBy: maker)
        one.apply(to: "shop-dev", in: &apart)
        other.apply(to: "web-qa", in: &apart)
        let expected = Break.differences([one], of: "shop-dev", madeBy: maker)
          .union(Break.differences([other], of: "web-qa", madeBy: maker))
        #expect(apart.differences == expected, "\(one) and \(other) apart, \(maker)")

        guard one.part != other.part else { continue }
        var together = World(madeBy: maker)
        one.apply(to: "shop-dev", in: &together)
        other.apply(to: "shop-dev", in: &together)
        let merged = Break.differences([one, other], of: "shop-dev", madeBy: maker)
        #expect(together.differences == merged, "\(one) and \(other) together, \(maker)")
      }
    }
  }

  @Test("All at once, each of its own Project", arguments: World.Maker.allCases)
  func allTogether(maker: World.Maker) {
    let names = Break.allCases.indices.map { "project\($0)-dev" }
    var world = World(names + ["whole-prod"], madeBy: maker)
    var expected: Set<Difference> = []
    for (name, one) in zip(names, Break.allCases) {
      one.apply(to: name, in: &world)
      expected.formUnion(Break.differences([one], of: name, madeBy: maker))
    }
    #expect(world.differences == expected)
    #expect(world.findings.count == expected.count)
  }

  private static let seeds = Array(UInt64(1)...30) + [UInt64.random(in: .min ... .max)]

  @Test("Any number of breaks in a random world", arguments: seeds)
  func random(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let maker = try #require(World.Maker.allCases.randomElement(using: &random))
    let names = (0..<40).map { "team\($0)-\(Project.Environment.allCases[$0 % 5].rawValue)" }
    var world = World(names, madeBy: maker)
    var broken: [String: Set<Break>] = [:]
    for _ in 0..<Int.random(in: 0...60, using: &random) {
      let name = try #require(names.randomElement(using: &random))
      let one = try #require(Break.allCases.randomElement(using: &random))
      guard !broken[name, default: []].contains(where: { $0.part == one.part }) else { continue }
      broken[name, default: []].insert(one)
      one.apply(to: name, in: &world)
    }
    world.resources.shuffle(using: &random)
    let expected = broken.map { Break.differences($0.value, of: $0.key, madeBy: maker) }
    #expect(world.differences == Set(expected.joined()), "seed \(seed)")
    #expect(Set(world.findings.map(\.id)).count == world.findings.count, "seed \(seed)")
  }

  @Test("The operator's two old secrets are told apart by what is wrong with each")
  func operatorsOldSecrets() {
    var world = World(["old-dev", "older-dev"], madeBy: .projectOperator)
    Break.operatorsOldRegistry.apply(to: "old-dev", in: &world)
    Break.opaqueType.apply(to: "older-dev", in: &world)
    #expect(
      world.differences == [
        .pullSecret(.changed, "old-dev", fields: Break.operatorsOldRegistry.fields(of: "old-dev")),
        .pullSecret(.changed, "older-dev", fields: Break.opaqueType.fields(of: "older-dev")),
      ]
    )
    #expect(
      world.findings.map(\.action?.summary) == [
        "correct the pull secret", "delete and create the pull secret (its type cannot be changed)",
      ]
    )
  }

  @Test("Doubtful are the namespaces of findings about what is in the cluster, and no others")
  func doubtful() {
    var world = World()
    Break.rival.apply(to: "shop-dev", in: &world)
    #expect(world.comparison().doubtfulNamespaces.isEmpty)
    Break.secretGone.apply(to: "crew-prod", in: &world)
    Break.gone.apply(to: "web-qa", in: &world)
    #expect(world.comparison().doubtfulNamespaces == ["crew-prod", "web-qa"])
  }
}
