import Drift
import Foundation
import Git
import Model
import TestSupport
import Testing

@testable import Remediate

@Suite("The push of a commit to a repository")
struct RepositoryPushTests {
  /// Prepares `count` commits of somebody else, each of which moves the branch while a push of ours is being taken.
  private func interfere(_ count: Int, with repository: SourceRepository) async throws {
    for number in 1...count {
      try await repository.commit(["notes.md": "theirs \(number)\n"], branch: "theirs-\(number)")
    }
    try repository.hook(
      "pre-receive",
      """
      unset GIT_QUARANTINE_PATH
      for number in $(seq \(count)); do
        if git rev-parse --quiet --verify "refs/heads/theirs-$number" >/dev/null; then
          git update-ref refs/heads/main "refs/heads/theirs-$number"
          git update-ref -d "refs/heads/theirs-$number"
          exit 0
        fi
      done
      """
    )
  }

  @Test("that somebody else outruns is made anew on what they wrote", arguments: [1, 4])
  func lostRaces(count: Int) async throws {
    let world = try await SharedRepositories()
    let edits = try await world.edits(in: .deployment)
    try await interfere(count, with: world.deployment)
    try await world.served { world in
      #expect(await world.writer.make(edits, in: .deployment).areDone)
    }
    #expect(try await world.text("notes.md", in: world.deployment) == "theirs \(count)\n")
    #expect(try await world.edits(in: .deployment).isEmpty)
    // Ours stands upon theirs: nothing was forced.
    #expect(try await world.deployment.inBare("show", "main~1:notes.md") == "theirs \(count)")
    try await world.deployment.inBare("fsck", "--strict")
  }

  @Test("is given up after five lost races, and nothing of ours is there")
  func alwaysLost() async throws {
    let world = try await SharedRepositories()
    let edits = try await world.edits(in: .deployment)
    try await interfere(5, with: world.deployment)
    try await world.served { world in
      let outcomes = await world.writer.make(edits, in: .deployment)
      #expect(outcomes.areFailures && outcomes.count == 3)
      #expect(outcomes[0].reason?.contains("somebody else changed the branch meanwhile") == true)
    }
    #expect(try await world.text("notes.md", in: world.deployment) == "theirs 5\n")
    #expect(try await world.edits(in: .deployment).count == 3)
    #expect(try await world.deployment.inBare("log", "--format=%an", "main").contains("driftcheck") == false)
  }

  @Test("finds done what the other writer did as we would have, and makes no commit of it")
  func sameByOthers() async throws {
    let world = try await SharedRepositories()
    let start = try await world.tip(of: world.flux)
    let edits = try await world.edits(in: .flux)
    #expect(await world.writer.make(edits, in: .flux).areDone)
    let theirs = try await world.tip(of: world.flux)
    try await world.flux.inBare("update-ref", "refs/heads/theirs-1", theirs)
    try await world.flux.inBare("update-ref", "refs/heads/main", start)
    try world.flux.hook(
      "pre-receive",
      "unset GIT_QUARANTINE_PATH; git update-ref refs/heads/main refs/heads/theirs-1"
    )
    try await world.served { world in
      #expect(await world.writer.make(edits, in: .flux).areDone)
    }
    #expect(try await world.tip(of: world.flux) == theirs)
  }

  @Test("that loses the race to a change of the same file is refused for that file alone")
  func sameFileByOthers() async throws {
    let world = try await SharedRepositories()
    let edits = try await world.edits(in: .deployment)
    try await world.deployment.commit(["applications/shop-dev.yaml": "theirs"], branch: "theirs-1")
    try world.deployment.hook(
      "pre-receive",
      """
      unset GIT_QUARANTINE_PATH
      git update-ref refs/heads/main refs/heads/theirs-1 || exit 1
      rm "$0"
      """
    )
    try await world.served { world in
      let outcomes = await world.writer.make(edits, in: .deployment)
      #expect(zip(edits, outcomes).allSatisfy { ($0.project == "shop-dev") == $1.isRefusal })
    }
    #expect(try await world.text("applications/shop-dev.yaml", in: world.deployment) == "theirs")
  }

  @Test(
    "that the server refuses is a failure of every edit, in the server's words",
    arguments: ["GitLab: commits need a ticket", "GitLab: You are not allowed to push code to protected branches"]
  )
  func refused(words: String) async throws {
    let world = try await SharedRepositories()
    let edits = try await world.edits(in: .flux)
    let before = try await world.tip(of: world.flux)
    try world.flux.hook("pre-receive", "echo '\(words)' >&2; exit 1")
    try await world.served { world in
      let outcomes = await world.writer.make(edits, in: .flux)
      #expect(outcomes.areFailures && outcomes.count == edits.count)
      #expect(outcomes.allSatisfy { $0.reason?.contains(words) == true })
    }
    #expect(try await world.tip(of: world.flux) == before)
  }

  @Test("to a server that is not there is a failure that names the repository")
  func unreachable() async throws {
    let world = try await SharedRepositories()
    let edits = try await world.edits(in: .flux)
    try FileManager.default.removeItem(at: world.flux.bare)
    let outcomes = await world.writer.make(edits, in: .flux)
    #expect(outcomes.areFailures && outcomes.allSatisfy { $0.reason?.hasPrefix(world.flux.bare.path) == true })
  }

  @Test("of two writers at once makes one commit of the same edits")
  func twoWriters() async throws {
    let world = try await SharedRepositories()
    let edits = try await world.edits(in: .flux)
    let before = try await world.tip(of: world.flux)
    let other = try TemporaryFolder()
    try await world.served { world in
      let apart = SharedRepositories(world, keepingCopiesIn: other)
      async let first = world.writer.make(edits, in: .flux)
      async let second = apart.writer.make(edits, in: .flux)
      let outcomes = await first + second
      #expect(outcomes.areDone, "\(outcomes)")
    }
    #expect(try await world.flux.inBare("rev-list", "--count", "\(before)..main") == "1")
    #expect(try await world.edits(in: .flux).isEmpty)
  }
}
