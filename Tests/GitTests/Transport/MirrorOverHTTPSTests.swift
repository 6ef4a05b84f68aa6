import Foundation
import HTTP
import Secrets
import TestSupport
import Testing

@testable import Git

@Suite("A mirror of a repository behind HTTPS")
struct MirrorOverHTTPSTests {
  /// What the configuration would say of the world's repository.
  func remote(_ world: SmartWorld, _ path: String = "shop.git") throws -> Remote {
    var remote = Remote(url: world.server.url(path: path), branch: "main")
    remote.credential = .password(username: "oauth2", Secret(SmartWorld.password))
    remote.trust = .pem(try world.certificates.authority.certificateText())
    remote.proxy = .none
    return remote
  }

  func mirror(_ remote: Remote, _ world: SmartWorld) -> Mirror {
    Mirror(of: remote, in: world.folder.appending(path: "state/shop.git").path)
  }

  @Test("It is fetched with the remote's own authority and credential, and again when something is new")
  func fetches() async throws {
    try await SmartWorld.with { world in
      let origin = try await ServedRepository("shop", in: world.folder)
      try await origin.commit(2, files: 300)
      let mirror = mirror(try remote(world), world)
      let first = try await mirror.fetch()
      #expect(try await first.id.description == origin.tip())
      try await origin.commit(name: "later")
      let second = try await mirror.fetch()
      #expect(try await second.id.description == origin.tip())
      #expect(second.received.objects == 3)
    }
  }

  @Test("A refused credential is told with the repository and what to grant, without the password")
  func refused() async throws {
    try await SmartWorld.with { world in
      try await ServedRepository("shop", in: world.folder).commit()
      var remote = try remote(world)
      remote.credential = .password(username: "oauth2", Secret("glpat-wrong-horse"))
      let mirror = mirror(remote, world)
      let error = try #require(await #expect(throws: GitError.self) { try await mirror.fetch() })
      #expect(error.missingPermission == "scope read_repository")
      #expect(error.description.contains(remote.url))
      #expect(error.description.contains("the server says 401: HTTP Basic: Access denied."))
      #expect(!"\(error) \(String(reflecting: error))".contains("wrong-horse"))
    }
  }

  @Test("A fetch whose task is cancelled ends in its midst, and the next one brings everything")
  func cancelled() async throws {
    try await SmartWorld.with { world in
      let origin = try await ServedRepository("shop", in: world.folder)
      try await origin.commit(1, files: 600, bytes: 1000)
      let stalling = mirror(try remote(world, "stall-200000/shop.git"), world)
      let task = Task { try await stalling.fetch() }
      try await world.server.waitForFault("stall")
      task.cancel()
      let error = await #expect(throws: GitError.self) { try await task.value }
      #expect(error?.reason == .cancelled)
      let tip = try await mirror(try remote(world), world).fetch()
      #expect(try await tip.id.description == origin.tip())
    }
  }

  @Test("The run's deadline is the mirror's")
  func deadline() async throws {
    try await SmartWorld.with { world in
      try await ServedRepository("shop", in: world.folder).commit(1, files: 600, bytes: 1000)
      var remote = try remote(world, "stall-200000/shop.git")
      remote.deadline = .now + .seconds(2)
      let mirror = mirror(remote, world)
      let error = await #expect(throws: GitError.self) { try await mirror.fetch() }
      #expect(error?.reason == .deadline)
    }
  }
}
