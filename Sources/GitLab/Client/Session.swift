import Foundation
import HTTP
import Secrets

/// Sends requests to one GitLab at a pace that it can bear.
///
/// The one place where a request is sent again: the HTTP client below tries once.
struct Session: Sendable {
  /// The server's URL without a slash at its end.
  let server: String
  let token: Secret
  let client: HTTPClient
  let gate: RequestGate
  let pacing: Pacing
  let deadline: ContinuousClock.Instant?
  /// The server's clock, as its last success showed it.
  let serverTime = Locked<Date?>(nil)

  /// Sends a request until there is an answer that stands.
  ///
  /// - Parameter secret: The token to ask with, where it is not our own.
  /// - Returns: A success with JSON in it.
  func send(_ request: GitLabRequest, as secret: Secret? = nil) async throws(GitLabError) -> HTTPResponse {
    let message = HTTPRequest(
      request.method,
      server + request.target,
      fields: [HTTPField("PRIVATE-TOKEN", secret ?? token), HTTPField("Accept", "application/json")]
        + (request.body == nil ? [] : [HTTPField("Content-Type", "application/json")]),
      body: request.body
    )
    var attempt = 1
    var failed: Result<HTTPResponse, HTTPError>?
    while true {
      let ticket: AdaptiveLimit.Ticket
      do {
        ticket = try await gate.enter()
      } catch {
        if case .outage = error, let failed {
          // What it met itself says more than that others failed.
          return try settle(failed, request, pause: nil, attempt - 1, as: secret)
        }
        throw refusal(error, of: request, message).after(attempts: attempt - 1)
      }
      let result = await attemptOnce(message)
      let imposed = await gate.leave(ticket, pace(after: result))
      let asked = serverPause(in: result) ?? (imposed > .zero ? imposed : nil)
      switch decision(after: result, pause: asked, to: request.method, attempt: attempt) {
      case .retry(let pause):
        do {
          try await pacing.pause(pause)
        } catch {
          throw refusal(.cancelled, of: request, message).after(attempts: attempt)
        }
      case .settle, .outOfTime:
        if isPassing(result) { await gate.giveUp() }
        return try settle(result, request, pause: asked, attempt, as: secret)
      }
      failed = result
      attempt += 1
    }
  }

  private func attemptOnce(_ message: HTTPRequest) async -> Result<HTTPResponse, HTTPError> {
    do throws(HTTPError) {
      return .success(try await client.send(message))
    } catch {
      return .failure(error)
    }
  }

  private func settle(
    _ result: Result<HTTPResponse, HTTPError>,
    _ request: GitLabRequest,
    pause: Duration?,
    _ attempts: Int,
    as secret: Secret?
  ) throws(GitLabError) -> HTTPResponse {
    switch result {
    case .success(let response):
      if let error = GitLabError.judging(
        response,
        to: request.operation,
        pause: pause,
        hiding: [token] + [secret].compactMap(\.self)
      ) {
        throw error.after(attempts: attempts)
      }
      if let time = response.headers.date { serverTime.withLock { $0 = time } }
      return response
    case .failure(let error):
      throw GitLabError(request.operation, .transport(error), attempts: attempts)
    }
  }

  private func refusal(
    _ refusal: RequestGate.Refusal,
    of request: GitLabRequest,
    _ message: HTTPRequest
  ) -> GitLabError {
    let cause: GitLabError.Cause =
      switch refusal {
      case .pause(let pause): .rateLimited(pause: pause, said: nil)
      case .outage(let failures): .notAsked(afterFailures: failures)
      case .cancelled: .transport(HTTPError(.cancelled, method: message.method, url: message.url))
      }
    return GitLabError(request.operation, cause)
  }
}

// What an answer means for the pace, and whether the request is sent again.
extension Session {
  /// Tries of a request that is throttled: with the pauses of ``AdaptiveLimit``, enough to outlast GitLab's minute.
  private static let throttled = RetryPolicy(
    attempts: 8,
    base: .milliseconds(250),
    cap: .seconds(5),
    longestServerPause: longestPause
  )

  /// The longest pause that a server may ask for; GitLab counts by the minute.
  static let longestPause = Duration.seconds(300)

  private func decision(
    after result: Result<HTTPResponse, HTTPError>,
    pause: Duration?,
    to method: HTTPMethod,
    attempt: Int
  ) -> RetryPolicy.Decision {
    let outcome: RetryPolicy.Outcome
    var policy = RetryPolicy.standard
    switch result {
    case .success(let response):
      outcome = .answered(status: response.status, pause: pause)
      if response.status == 429 { policy = Self.throttled }
    case .failure(let error):
      outcome = .failed(error.reason)
    }
    return policy.decision(
      after: outcome,
      to: method,
      attempt: attempt,
      remaining: deadline.map { pacing.now().duration(to: $0) },
      jitter: pacing.jitter()
    )
  }

  private func pace(after result: Result<HTTPResponse, HTTPError>) -> AdaptiveLimit.Outcome {
    switch result {
    case .failure(let error):
      return error.reason.concernsServer ? .failed : .withdrawn
    case .success(let response) where isPassing(result):
      let pause = serverPause(in: result)
      return response.status == 429 || pause != nil ? .throttled(pause: pause) : .failed
    case .success(let response):
      return .answered(RateLimitBudget(response.headers, now: pacing.date()))
    }
  }

  private func serverPause(in result: Result<HTTPResponse, HTTPError>) -> Duration? {
    guard isPassing(result), let response = try? result.get() else { return nil }
    return ServerPause.asked(by: response.headers, now: pacing.date())
  }

  /// Whether it says more of the server's state than of the request.
  private func isPassing(_ result: Result<HTTPResponse, HTTPError>) -> Bool {
    switch result {
    case .success(let response): [429, 502, 503, 504].contains(response.status)
    case .failure(let error): error.reason.concernsServer
    }
  }
}

extension HTTPError.Reason {
  /// Whether the server, or the way to it, is at fault; not the request, and nobody who gave it up.
  fileprivate var concernsServer: Bool {
    switch self {
    case .unresolved, .unreachable, .untrusted, .identityRefused, .tls, .timedOut, .unanswered, .cutOff,
      .proxyUnreachable, .proxyRefused, .notHTTP, .other:
      true
    case .malformedConfiguration, .malformedURL, .malformedField, .identityUnusable, .deadline, .cancelled, .tooLarge,
      .shutDown, .secondReader:
      false
    }
  }
}
