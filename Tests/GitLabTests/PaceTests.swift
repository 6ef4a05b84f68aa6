import HTTP
import TestSupport
import Testing

@testable import GitLab

@Suite("The pace, against a server")
struct PaceTests {
  /// Answers the first requests with these, and each further one with an empty list.
  func gitlab(_ replies: [Reply], deadlineAfter deadline: Duration? = nil) throws -> TestGitLab {
    let count = TestCounter()
    return try TestGitLab(deadlineAfter: deadline) { _ in
      let number = count.increment()
      return number < replies.count ? replies[number] : .page("[]", next: nil)
    }
  }

  static let endpointLimit = #"{"message":{"error":"This endpoint has been requested too many times."}}"#

  @Test("A 429 of an endpoint, with no header at all, is waited out with pauses that double")
  func endpoint() async throws {
    let gitlab = try gitlab(Array(repeating: .json(Self.endpointLimit, status: 429), count: 6))
    #expect(try await gitlab.client.groups() == [])
    #expect(gitlab.pauses.all == [1, 2, 4, 8, 16, 32].map { .seconds($0) })
    #expect(gitlab.client.requestCount == 7)
  }

  @Test("A 429 of the throttle, in plain text, is waited out as its header says")
  func throttle() async throws {
    let fields = ["Retry-After: 42", "RateLimit-Remaining: 0", "RateLimit-Reset: 1800000042"]
    let gitlab = try gitlab([Reply(status: 429, fields: fields, type: "text/plain", body: "Retry later\n")])
    #expect(try await gitlab.client.groups() == [])
    #expect(gitlab.pauses.all == [.seconds(42)])
  }

  @Test("Where nothing is left of the budget, the next request waits for the reset")
  func budget() async throws {
    let fields = ["RateLimit-Remaining: 0", "RateLimit-Reset: 1800000030", "X-Next-Page: 2"]
    let gitlab = try gitlab([.json(groups(1...1), fields)])
    #expect(try await gitlab.client.groups().map(\.id) == [1])
    #expect(gitlab.pauses.all == [.seconds(30)])
  }

  @Test("A pause longer than we wait is an error at once, and for those after it too")
  func tooLong() async throws {
    let gitlab = try gitlab([.json("{}", status: 429, ["Retry-After: 3600"])])
    let first = await failure { () async throws(GitLabError) in try await gitlab.client.groups() }
    #expect(first?.cause == .rateLimited(pause: .seconds(3600), said: nil))
    let second = await failure { () async throws(GitLabError) in try await gitlab.client.user() }
    #expect(second?.cause == .rateLimited(pause: .seconds(3600), said: nil))
    #expect(gitlab.client.requestCount == 1)
    #expect(gitlab.pauses.all == [])
  }

  @Test("No pause goes beyond the deadline")
  func deadline() async throws {
    let reply = Reply.json("{}", status: 429, ["Retry-After: 20"])
    let gitlab = try gitlab([reply, reply, reply, reply], deadlineAfter: .seconds(50))
    let error = await failure { () async throws(GitLabError) in try await gitlab.client.groups() }
    #expect(error?.cause == .rateLimited(pause: .seconds(20), said: nil))
    #expect(error?.attempts == 3)
    #expect(gitlab.pauses.all == [.seconds(20), .seconds(20)])
  }

  @Test("A 502 in HTML is tried again, and in the end an error of that one request")
  func badGateway() async throws {
    let recovered = try gitlab([.html(502), .html(503)])
    #expect(try await recovered.client.groups() == [])
    let broken = try gitlab(Array(repeating: .html(502), count: 4))
    let error = await failure { () async throws(GitLabError) in try await broken.client.groups() }
    #expect(error?.cause == .unavailable(said: "a web page"))
    #expect(error?.attempts == 4)
    #expect(try await broken.client.groups() == [])
  }

  @Test("A 500 is not tried again: GitLab fails at this one request")
  func internalError() async throws {
    let gitlab = try gitlab([.json(#"{"message":"500 Internal Server Error"}"#, status: 500)])
    let error = await failure { () async throws(GitLabError) in try await gitlab.client.groups() }
    #expect(error?.cause == .unavailable(said: "500 Internal Server Error"))
    #expect(gitlab.client.requestCount == 1)
  }

  @Test("When GitLab is down, the many that are left are not asked one after the other")
  func down() async throws {
    let gitlab = try TestGitLab { _ in .html(502) }
    let outcomes = await gitlab.client.accessTokens(of: (1...2_000).map { GroupReference(id: $0, fullPath: "g\($0)") })
    #expect(outcomes.count == 2_000)
    #expect(outcomes.allSatisfy { $0.failure != nil })
    #expect(gitlab.client.requestCount < 500)
    let notAsked = outcomes.compactMap(\.failure).filter(\.isNotAsked)
    // Who was asked at all says what it met.
    #expect(!notAsked.isEmpty && notAsked.allSatisfy { $0.attempts == 0 })
  }

  @Test("A connection that ends without an answer is tried again, and in the end an error of the transport")
  func unanswered() async throws {
    let gitlab = try TestGitLab { _ in throw CancellationError() }
    let error = await failure { () async throws(GitLabError) in try await gitlab.client.groups() }
    guard case .transport(let transport)? = error?.cause else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(transport.reason == .unanswered)
    #expect(error?.attempts == 4)
  }

  @Test("A task that is cancelled while it waits for its turn ends at once")
  func cancellation() async throws {
    let arrived = TestSignal()
    let release = TestSignal()
    let gitlab = try TestGitLab { _ in
      arrived.raise()
      try release.block()
      return .page("[]", next: nil)
    }
    let client = gitlab.client
    let many = (1...200).map { GroupReference(id: $0, fullPath: "g\($0)") }
    let task = Task { await client.accessTokens(of: many) }
    await arrived.wait()
    task.cancel()
    let outcomes = await task.value
    release.raise()
    #expect(outcomes.count == 200)
    #expect(outcomes.allSatisfy { $0.failure?.isCancelled == true })
  }
}

extension GitLabError {
  fileprivate var isNotAsked: Bool {
    if case .notAsked = cause { true } else { false }
  }

  fileprivate var isCancelled: Bool {
    if case .transport(let error) = cause { error.reason == .cancelled } else { false }
  }
}
