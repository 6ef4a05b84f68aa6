import Drift
import Foundation
import Model
import Testing

@Suite("The tokens that a rotation took over from")
struct PredecessorTests {
  private let name = "shop-dev"
  private var id: Int { Break.twinID(of: name) }
  private var stale: Difference { .token(.stale, name, id: id) }

  /// A world in which the token of shop-dev took over `seconds` ago from one that still lives.
  ///
  /// - Parameter used: how long after the swap the predecessor was last used, in seconds; nil for never.
  private func world(
    after seconds: Double,
    overlap: Double = 3600,
    used: Double? = nil,
    resolution: Double = 600
  ) -> World {
    var world = World([name])
    let rotatedAt = World.now.addingTimeInterval(-seconds)
    world.policy.tokens?.overlap = overlap
    Break.twin.apply(to: name, in: &world)
    world.pullSecrets[name]?.claim?.predecessors = [id]
    world.pullSecrets[name]?.claim?.rotatedAt = rotatedAt
    world.gitlab.tokens["shop"]?[0].lastUsedAt = used.map { rotatedAt.addingTimeInterval($0) }
    world.gitlab.lastUseResolution = resolution
    return world
  }

  @Test("One is no finding to the end of the overlap, but a removal to come, under the id that its finding will have")
  func overlap() {
    let early = world(after: 3599)
    #expect(early.findings.isEmpty)
    let removals = early.comparison().removals
    #expect(removals.map(\.dueAt) == [World.now.addingTimeInterval(1)])
    #expect(removals.map(\.finding.id) == world(after: 3600).findings.map(\.id))
  }

  @Test("Then it is due, and the rotation's own to revoke: that takes no leave to remove")
  func due() {
    var unknownTime = world(after: 0)
    unknownTime.pullSecrets[name]?.claim?.rotatedAt = nil
    for late in [world(after: 3600), world(after: 0, overlap: 0), unknownTime] {
      #expect(late.differences == [stale])
      #expect(late.findings.map(\.action) == [ProposedAction("revoke the token")])
      #expect(late.findings.map(\.severity) == [.medium])
      #expect(late.comparison().removals.isEmpty)
    }
  }

  @Test("One that was clearly used after the swap is a matter of its own: high, with that time, and left to its expiry")
  func used() throws {
    let world = world(after: 7200, used: 601)
    let finding = try #require(world.findings.first)
    #expect(world.findings.count == 1)
    #expect(finding.fault == .stale && finding.severity == .high && finding.action == nil)
    #expect(finding.fields.map(\.path) == ["lastUsedAt"])
    #expect(finding.fields.map(\.observed) == [.text("2027-01-15T06:10:01Z")])
    #expect(finding.reason?.contains("its expiry on 2027-10-07") == true)
    #expect(finding.id == self.world(after: 7200).findings.first?.id)
  }

  @Test(
    "What GitLab notes only so often is no proof of a use before that",
    arguments: [(600.0, 600.0), (86_400, 86_400), (600, -60)]
  )
  func tolerance(resolution: Double, used: Double) {
    let world = world(after: 100_000, used: used, resolution: resolution)
    #expect(world.differences == [stale])
    #expect(world.findings.map(\.action) == [ProposedAction("revoke the token")])
  }

  @Test("Used within the overlap it is due only at its expiry, and never where it has none")
  func usedInOverlap() {
    var used = world(after: 1800, used: 1200)
    #expect(used.findings.isEmpty)
    #expect(used.comparison().removals.map(\.dueAt) == [WorldGitLab.today.addingTimeInterval(265 * WorldGitLab.day)])
    used.gitlab.tokens["shop"]?[0].diesAt = nil
    #expect(used.findings.map(\.kind).isEmpty)
    #expect(used.comparison().removals.isEmpty)
  }

  @Test("A namesake that the annotations do not name is nobody's predecessor, nor is any while they name another token")
  func foreign() {
    var unnamed = world(after: 1)
    unnamed.pullSecrets[name]?.claim?.predecessors = [Break.anotherToken]
    var ofAnother = world(after: 1)
    ofAnother.pullSecrets[name]?.claim = TokenClaim(
      id: Break.anotherToken,
      sha256: "",
      predecessors: [id],
      rotatedAt: World.now
    )
    for world in [unnamed, ofAnother] {
      #expect(world.differences == [stale])
      #expect(world.findings.map(\.action) == [ProposedAction("revoke the token", removal: true)])
      #expect(world.comparison().removals.isEmpty)
    }
  }

  @Test("Removals come by time, and only those of Projects asked for are told")
  func order() {
    var world = World()
    for (index, name) in ["web-qa", "shop-dev", "crew-prod"].enumerated() {
      Break.twin.apply(to: name, in: &world)
      world.pullSecrets[name]?.claim?.predecessors = [Break.twinID(of: name)]
      world.pullSecrets[name]?.claim?.rotatedAt = World.now.addingTimeInterval(Double(-60 * index))
    }
    let removals = world.comparison().removals
    #expect(removals.map(\.finding.project) == ["crew-prod", "shop-dev", "web-qa"])
    let asked = Selection(projects: [Glob("shop-*")])
    #expect(removals.filter { asked.admits($0.finding) }.map(\.finding.project) == ["shop-dev"])
  }
}
