import Drift
import Formats
import Foundation
import Git
import Model
import TestSupport
import Testing

@testable import Remediate

@Suite("A commit to a repository")
struct RepositoryCommitTests {
  @Test("holds the files of all Projects at once, in our name, and says for whom; the next run makes none")
  func deployment() async throws {
    let world = try await SharedRepositories()
    try await world.deployment.commit(["manifests/crew-prod/web/deployment.yaml": "kind: Deployment\n"])
    let before = try await world.tip(of: world.deployment)
    let edits = try await world.edits(in: .deployment)
    #expect(await world.writer.make(edits, in: .deployment) == [.done, .done, .done])

    let shown = try await world.deployment.inBare("show", "--no-patch", "--format=%P|%an|%ae|%B", "main")
    #expect(
      shown == """
        \(before)|driftcheck|driftcheck@example.com|Repair what 3 Projects asked for

        crew-prod: application: create applications/crew-prod.yaml and manifests/crew-prod/.gitkeep
        shop-dev: application: create applications/shop-dev.yaml and manifests/shop-dev/.gitkeep
        shop-qa: application: create applications/shop-qa.yaml and manifests/shop-qa/.gitkeep
        """
    )
    let changed = try await world.deployment.inBare("diff", "--name-status", before, "main")
    #expect(changed.split(separator: "\n").allSatisfy { $0.hasPrefix("A\t") })
    #expect(changed.split(separator: "\n").count == 6)
    #expect(try await world.findings().0.allSatisfy { $0.kind != .application })

    let after = try await world.tip(of: world.deployment)
    #expect(await world.writer.make(edits, in: .deployment) == [.done, .done, .done])
    #expect(try await world.edits(in: .deployment).isEmpty)
    #expect(try await world.tip(of: world.deployment) == after)
  }

  @Test("adds to the files of others and takes no byte away; both files are in one commit, and the next run makes none")
  func flux() async throws {
    let world = try await SharedRepositories()
    let before = try await world.tip(of: world.flux)
    let edits = try await world.edits(in: .flux)
    #expect(edits.count == 6)
    #expect(await world.writer.make(edits, in: .flux).areDone)
    #expect(try await world.flux.inBare("rev-list", "--count", "\(before)..main") == "1")
    let numbers = try await world.flux.inBare("diff", "--numstat", before, "main", "--", SharedRepositories.argoRbac)
    // Three roles with five permissions and a grant each.
    #expect(numbers == "18\t0\t\(SharedRepositories.argoRbac)")
    try await expectOtherLinesUntouched(in: world)
    #expect(try await world.findings().0.allSatisfy { $0.kind == .application })

    let after = try await world.tip(of: world.flux)
    #expect(await world.writer.make(edits, in: .flux).areDone)
    #expect(try await world.tip(of: world.flux) == after)
  }

  @Test("Both policies may stand in one file")
  func oneFile() async throws {
    var world = try await SharedRepositories(for: ["shop-dev"])
    let both = "all.yaml"
    world.places = (argoRbac: FilePlace(file: both), vaultRbac: FilePlace(file: both))
    try await world.flux.commit([both: "\(SharedRepositories.policy)---\n\(SharedRepositories.values)"])
    let edits = try await world.edits(in: .flux)
    #expect(await world.writer.make(edits, in: .flux) == [.done, .done])
    #expect(try await world.edits(in: .flux).isEmpty)
    let text = try await world.text(both, in: world.flux)
    #expect(text.hasPrefix("# Ask #platform before you change this.\n") && text.hasSuffix("\n# the end"))
  }

  /// Every line of others is there, in order, and no other than ours beside it.
  private func expectOtherLinesUntouched(in world: SharedRepositories) async throws {
    let values = try await world.text(SharedRepositories.vaultRbac, in: world.flux)
    let lines = values.split(separator: "\n", omittingEmptySubsequences: false)
    var rest = lines[...]
    for line in SharedRepositories.values.split(separator: "\n", omittingEmptySubsequences: false)
    where line != "    group-aliases: []" {
      let place = try #require(rest.firstIndex(of: line), "\(line)")
      rest = rest[(place + 1)...]
    }
    #expect(values.hasSuffix("\n# the end"))
  }

  @Test("puts a changed file right in the place of the one that was judged")
  func changed() async throws {
    let world = try await SharedRepositories(for: ["shop-dev"])
    #expect(await world.writer.make(try await world.edits(in: .deployment), in: .deployment) == [.done])
    let wished = try await world.text("applications/shop-dev.yaml", in: world.deployment)
    try await world.deployment.inWork("pull", "--quiet")
    try await world.deployment.commit(["applications/shop-dev.yaml": wished.replacing("'main'", with: "'test'")])
    #expect(await world.writer.make(try await world.edits(in: .deployment), in: .deployment) == [.done])
    #expect(try await world.text("applications/shop-dev.yaml", in: world.deployment) == wished)
    #expect(
      try await world.deployment.inBare("show", "--no-patch", "--format=%B", "main").contains(
        "Repair what shop-dev asked for\n\nshop-dev: application: write applications/shop-dev.yaml anew"
      )
    )
  }

  @Test("Files go as soon as a removal is among the edits, and a folder that is empty then goes, too")
  func removal() async throws {
    let world = try await SharedRepositories(for: ["shop-dev"])
    try await world.deployment.commit(["applications/old-dev.yaml": "old", "manifests/old-dev/.gitkeep": ""])
    let finding = Finding(
      kind: .application,
      project: "old-dev",
      subject: "old-dev",
      fault: .orphaned,
      action: ProposedAction("remove the files", removal: true)
    )
    let removal = try #require(
      RepositoryEdit(
        settling: finding,
        by: .application([
          FileEdit(path: "applications/old-dev.yaml", judged: BlobID(of: "old"), text: nil),
          FileEdit(path: "manifests/old-dev/.gitkeep", judged: BlobID(of: ""), text: nil),
        ])
      )
    )
    let edits = try await world.edits(in: .deployment) + [removal]
    #expect(await world.writer.make(edits, in: .deployment) == [.done, .done])
    #expect(try await world.deployment.inBare("ls-tree", "--name-only", "main", "manifests/") == "manifests/shop-dev")
    #expect(
      try await world.deployment.inBare("show", "--no-patch", "--format=%s", "main")
        == "Repair and clean up what 2 Projects asked for"
    )
  }

  @Test("Without a repository in the configuration nothing is done")
  func notConfigured() async throws {
    let world = try await SharedRepositories(for: ["shop-dev"])
    let writer = RepositoryWriter(author: Author(name: "driftcheck", email: "driftcheck@example.com"))
    #expect(await writer.make(try await world.edits(in: .deployment), in: .deployment).areRefusals)
    #expect(await writer.make(try await world.edits(in: .flux), in: .flux).areRefusals)
  }
}
