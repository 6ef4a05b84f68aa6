import HTTP
import Testing

@Suite("The retry policy, without a network")
struct RetryPolicyTests {
  let policy = RetryPolicy(
    attempts: 4,
    base: .seconds(1),
    cap: .seconds(3),
    longestServerPause: .seconds(60)
  )

  func decision(
    _ outcome: RetryPolicy.Outcome,
    _ method: HTTPMethod = .get,
    attempt: Int = 1,
    remaining: Duration? = nil,
    jitter: Double = 1
  ) -> RetryPolicy.Decision {
    policy.decision(after: outcome, to: method, attempt: attempt, remaining: remaining, jitter: jitter)
  }

  @Test("A status that may pass is tried again", arguments: [429, 502, 503, 504])
  func retriesPassingStatus(status: Int) {
    #expect(decision(.answered(status: status, pause: nil)) == .retry(after: .seconds(1)))
  }

  @Test("Any other status stands", arguments: [200, 301, 400, 401, 403, 404, 409, 410, 422, 500, 501])
  func keepsOtherStatus(status: Int) {
    #expect(decision(.answered(status: status, pause: nil)) == .settle)
  }

  @Test(
    "A connection that failed before any answer is tried again",
    arguments: [
      HTTPError.Reason.unresolved(host: "h"), .unreachable(address: "h", detail: "refused"), .unanswered,
      .timedOut(.connecting, after: .seconds(1)), .proxyUnreachable(detail: "refused"),
    ]
  )
  func retriesLostConnection(reason: HTTPError.Reason) {
    #expect(decision(.failed(reason)) == .retry(after: .seconds(1)))
  }

  @Test(
    "Any other failure stands",
    arguments: [
      HTTPError.Reason.cutOff(expected: 9, received: 4), .timedOut(.whole, after: .seconds(1)), .cancelled,
      .timedOut(.stalled, after: .seconds(1)), .untrusted(.expired), .tooLarge(limit: 1), .notHTTP, .shutDown,
      .deadline(pause: nil), .proxyRefused(status: 407), .tls(detail: ""), .identityRefused(detail: ""),
    ]
  )
  func keepsOtherFailure(reason: HTTPError.Reason) {
    #expect(decision(.failed(reason)) == .settle)
  }

  @Test(
    "Only a method that does no harm when repeated is tried again",
    arguments: [
      (HTTPMethod.get, true), (.head, true), (.put, true), (.delete, true), (.post, false), (.patch, false),
    ]
  )
  func retriesIdempotentMethods(method: HTTPMethod, retries: Bool) {
    #expect(decision(.failed(.unanswered), method) == (retries ? .retry(after: .seconds(1)) : .settle))
  }

  @Test(
    "Our own pause is bounded by a doubling time, and spread evenly below it",
    arguments: [
      (1, 1.0, Duration.seconds(1)), (2, 1.0, .seconds(2)), (3, 1.0, .seconds(3)), (2, 0.5, .seconds(1)),
      (3, 0.0, .zero),
    ]
  )
  func pausesWithFullJitter(attempt: Int, jitter: Double, pause: Duration) {
    #expect(decision(.failed(.unanswered), attempt: attempt, jitter: jitter) == .retry(after: pause))
  }

  @Test("The last try stands")
  func settlesAfterLastAttempt() {
    #expect(decision(.failed(.unanswered), attempt: 4) == .settle)
  }

  @Test("A server's pause is kept to, with a little jitter on top")
  func keepsToServerPause() {
    let answer = RetryPolicy.Outcome.answered(status: 429, pause: .seconds(30))
    #expect(decision(answer, jitter: 0) == .retry(after: .seconds(30)))
    #expect(decision(answer, jitter: 0.5) == .retry(after: .milliseconds(30_500)))
  }

  @Test("A server that asks for too long a pause has its answer stand")
  func refusesLongServerPause() {
    #expect(decision(.answered(status: 503, pause: .seconds(61))) == .settle)
  }

  @Test("A pause that ends after the deadline is not begun")
  func neverPausesBeyondDeadline() {
    let answer = RetryPolicy.Outcome.answered(status: 503, pause: .seconds(30))
    #expect(decision(answer, remaining: .seconds(30), jitter: 0) == .outOfTime(pause: .seconds(30)))
    #expect(decision(answer, remaining: .seconds(31), jitter: 0) == .retry(after: .seconds(30)))
  }

  @Test("Without retries the first outcome stands")
  func noneNeverRetries() {
    let decision = RetryPolicy.none.decision(
      after: .failed(.unanswered),
      to: .get,
      attempt: 1,
      remaining: nil,
      jitter: 1
    )
    #expect(decision == .settle)
  }
}
