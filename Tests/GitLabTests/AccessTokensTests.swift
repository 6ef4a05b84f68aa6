import Foundation
import HTTP
import TestSupport
import Testing

@testable import GitLab

@Suite("The tokens of many groups, against a server")
struct AccessTokensTests {
  static let unauthorized = Reply.json(#"{"message":"401 Unauthorized"}"#, status: 401)
  static let alive = Reply.json(
    #"{"id":9,"name":"driftcheck","scopes":["read_api"],"user_id":3,"expires_at":null,"active":true}"#
  )

  func references(_ ids: some Sequence<Int>) -> [GroupReference] {
    ids.map { GroupReference(id: $0, fullPath: "g\($0)") }
  }

  /// The id of the group whose tokens are asked for.
  static func group(_ request: ScriptedConnection.Request) -> Int {
    request.target.split(separator: "/").dropFirst(3).first.flatMap { Int($0) } ?? 0
  }

  @Test("Each group has its own list, in the order asked for, over several pages where it has many")
  func lists() async throws {
    let gitlab = try TestGitLab { request in
      let id = Self.group(request) * 1000
      if request.target.hasSuffix("page=2") { return .page(tokens(id + 100...id + 105), next: nil) }
      return id == 7000 ? .page(tokens(id...id + 99), next: 2) : .page(tokens(id...id), next: nil)
    }
    let outcomes = await gitlab.client.accessTokens(of: references(1...300))
    let lists = try outcomes.map { try $0.get() }
    #expect(lists.map { $0.first?.id } == (1...300).map { $0 * 1000 })
    #expect(lists.map(\.count).filter { $0 != 1 } == [106])
    #expect(gitlab.client.requestCount == 301)
  }

  @Test("Lists are read while further pages of groups arrive, of wanted groups alone")
  func whileGroupsArrive() async throws {
    let isAsked = TestSignal()
    let gitlab = try TestGitLab { request in
      if request.target.contains("access_tokens") {
        isAsked.raise()
        let id = Self.group(request)
        return .page(tokens(id...id), next: nil)
      }
      guard request.target.hasSuffix("page=2") else { return .page(groups(1...3), next: 2) }
      // The second page comes only when a list of the first one's groups was asked for.
      try isAsked.block()
      return .page(groups(4...5), next: nil)
    }
    let (arriving, arrival) = AsyncStream.makeStream(of: GroupReference.self)
    async let lists = gitlab.client.accessTokens(of: arriving) {
      $0.id % 2 == 1
    } keeping: {
      $0.id
    }
    let all = try await gitlab.client.groups { page in
      for group in page { arrival.yield(group.reference) }
    }
    arrival.finish()
    #expect(all.map(\.id) == [1, 2, 3, 4, 5])
    #expect(try await lists.mapValues { try $0.get() } == [1: [1], 3: [3], 5: [5]])
    #expect(gitlab.client.requestCount == 5)
  }

  @Test("What goes wrong with one group is none of the others'")
  func ownOutcomes() async throws {
    let gitlab = try TestGitLab { request in
      switch Self.group(request) {
      case 2: .json(#"{"message":"404 Group Not Found"}"#, status: 404)
      case 3: .html(200)
      case 4: .json(#"[{"id":1,"#)
      case 5: .json(#"{"message":"500 Internal Server Error"}"#, status: 500)
      case let id: .page(tokens(id...id), next: nil)
      }
    }
    let outcomes = await gitlab.client.accessTokens(of: references(1...6))
    #expect(outcomes.map { $0.failure == nil } == [true, false, false, false, false, true])
    #expect(outcomes[1].failure?.isNotFound == true)
    #expect(outcomes[3].failure?.cause == .undecodable(reason: "it is not valid JSON"))
  }

  @Test("With a token that is alive, a 401 is named as the missing role; the token is asked about once")
  func role() async throws {
    let gitlab = try TestGitLab { request in
      if request.target.hasSuffix("/self") { return Self.alive }
      let id = Self.group(request)
      return id % 2 == 0 ? Self.unauthorized : .page("[]", next: nil)
    }
    let outcomes = await gitlab.client.accessTokens(of: references(1...40))
    #expect(outcomes[1].failure?.missingPermission == "Owner on the group g2")
    #expect(outcomes.compactMap(\.failure?.missingPermission).count == 20)
    #expect(gitlab.client.requestCount == 41)
  }

  @Test("With a token that died meanwhile, a 401 is named as that")
  func death() async throws {
    let gitlab = try TestGitLab { _ in Self.unauthorized }
    let outcomes = await gitlab.client.accessTokens(of: references(1...3))
    #expect(outcomes.map { $0.failure?.tokenFault } == [.unknown, .unknown, .unknown])
    #expect(outcomes.allSatisfy { $0.failure?.missingPermission == nil })
  }

  @Test("Never more than the maximum are on their way, and all are asked in the end")
  func bounded() async throws {
    let active = ActiveCount()
    let gitlab = try TestGitLab { request in
      active.enter()
      defer { active.leave() }
      let id = Self.group(request)
      return id % 50 == 0 && active.isFirst(id)
        ? .json(PaceTests.endpointLimit, status: 429) : .page(tokens(id...id), next: nil)
    }
    let outcomes = await gitlab.client.accessTokens(of: references(1...1_000))
    #expect(outcomes.allSatisfy { $0.failure == nil })
    #expect(active.most <= GitLabClient.mostAtOnce)
    #expect(gitlab.client.requestCount == 1_020)
  }
}

/// Counts those inside, on the threads of a server.
private final class ActiveCount: @unchecked Sendable {
  // Proof of `@unchecked Sendable`: all state is private and touched only under the lock.
  private let lock = NSLock()
  private var count = 0
  private var highest = 0
  private var seen: Set<Int> = []

  var most: Int { lock.withLock { highest } }

  func enter() {
    lock.withLock {
      count += 1
      highest = max(highest, count)
    }
  }

  func leave() {
    lock.withLock { count -= 1 }
  }

  /// Whether this number was not asked about before.
  func isFirst(_ number: Int) -> Bool {
    lock.withLock { seen.insert(number).inserted }
  }
}
