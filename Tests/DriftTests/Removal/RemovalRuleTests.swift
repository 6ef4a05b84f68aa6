import Drift
import Foundation
import Model
import Testing

@Suite("The rules that every removal must pass")
struct RemovalRuleTests {
  @Test("Where all of them hold, each thing may go", arguments: Scene.allCases)
  func permitted(scene: Scene) {
    let cleanup = Cleanup(scene)
    #expect(cleanup.removals.count == 1)
    #expect(cleanup.obstacles.isEmpty, "\(cleanup.obstacles)")
    #expect(cleanup.review.permitted.map(\.removal) == cleanup.removals)
    #expect(cleanup.review.judgements.map(\.verdict) == [.permitted])
  }

  @Test("Each alone forbids the removal of what it protects, in its own words", arguments: RemovalRule.allCases)
  func each(rule: RemovalRule) {
    for scene in Scene.allCases {
      var cleanup = Cleanup(scene)
      rule.break(in: &cleanup)
      #expect(cleanup.removals.count == 1, "\(scene)")
      let obstacles = cleanup.obstacles
      if rule.protects(scene) {
        #expect(cleanup.review.permitted.isEmpty)
        #expect(obstacles.count == 1)
        #expect(obstacles.first?.description.hasPrefix(rule.words(of: scene)) == true, "\(scene): \(obstacles)")
      } else {
        #expect(obstacles.isEmpty, "\(scene): \(obstacles)")
      }
    }
  }

  @Test("Whatever is broken at once: a thing may go only where no rule that protects it is", arguments: 0..<200)
  func together(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let scene = Scene.allCases.randomElement(using: &random) ?? .namespace
    let broken = RemovalRule.allCases.filter { _ in Int.random(in: 0..<40, using: &random) == 0 }
    var cleanup = Cleanup(scene)
    for rule in broken { rule.break(in: &cleanup) }
    let isFree = broken.allSatisfy { !$0.protects(scene) }
    #expect(cleanup.review.permitted.count == (isFree ? 1 : 0), "\(scene) \(broken): \(cleanup.obstacles)")
  }
}
