import Foundation

/// A client of HTTP servers over libcurl: async, cancellable, with one retry policy.
///
/// Safe to use from everywhere at once; connections are shared and kept open. The client's thread ends with
/// ``shutdown()``, or when the client and its last stream are gone.
package final class HTTPClient: Sendable {
  private let configuration: HTTPClientConfiguration
  private let pacing: Pacing
  private let engine: TransferEngine

  /// Starts a client.
  ///
  /// - Throws: ``HTTPError`` when the configuration cannot be used. Certificates are parsed at the first
  /// connection.
  package init(_ configuration: HTTPClientConfiguration, pacing: Pacing = .real) throws(HTTPError) {
    if let fault = configuration.fault {
      throw HTTPError(.malformedConfiguration(fault))
    }
    self.configuration = configuration
    self.pacing = pacing
    engine = TransferEngine(configuration)
  }

  /// Tries that were sent so far, retries included.
  package var requestCount: Int { engine.requestCount }

  /// Sends a request, again where the retry policy says so, and reads the answer to its end.
  ///
  /// Every status is an answer; when the last try still ends with, say, 503, that answer is returned.
  ///
  /// - Throws: ``HTTPError`` when there is no whole answer, also when the task is cancelled.
  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    try await perform(request, .whole(limit: configuration.maxBodyBytes)).response
  }

  /// Sends a request, again where the retry policy says so, until the head of an answer is there.
  ///
  /// Streams use HTTP/1.1 on a connection of their own each, so that a slow reader holds up nobody else.
  ///
  /// - Throws: ``HTTPError`` when no head arrives, also when the task is cancelled.
  package func stream(_ request: HTTPRequest) async throws(HTTPError) -> HTTPStream {
    let (head, transfer) = try await perform(request, .streamed)
    let body = HTTPBody(TransferLease(transfer, engine))
    return HTTPStream(status: head.status, headers: head.headers, body: body)
  }

  /// Ends all transfers with an error, and the thread.
  ///
  /// Later requests fail at once.
  package func shutdown() {
    engine.stop()
  }

  private func perform(
    _ request: HTTPRequest,
    _ delivery: TransferOrder.Delivery
  ) async throws(HTTPError) -> (response: HTTPResponse, transfer: Transfer) {
    let order = try TransferOrder(request, delivery: delivery, timeout: configuration.timeout)
    var attempt = 1
    while true {
      let transfer = Transfer(order, engine.inbox)
      let result = await transfer.answer()
      switch decision(after: result, to: request.method, attempt: attempt) {
      case .settle:
        switch result {
        case .success(let response): return (response, transfer)
        case .failure(let error): throw error.after(attempts: attempt)
        }
      case .outOfTime(let pause):
        transfer.cancel()
        throw order.error(.deadline(pause: pause)).after(attempts: attempt)
      case .retry(let pause):
        transfer.cancel()
        do {
          try await pacing.pause(pause)
        } catch {
          throw order.error(.cancelled).after(attempts: attempt)
        }
      }
      attempt += 1
    }
  }

  private func decision(
    after result: Result<HTTPResponse, HTTPError>,
    to method: HTTPMethod,
    attempt: Int
  ) -> RetryPolicy.Decision {
    let outcome: RetryPolicy.Outcome
    switch result {
    case .success(let response):
      let pause = ServerPause.asked(by: response.headers, now: pacing.date())
      outcome = .answered(status: response.status, pause: pause)
    case .failure(let error):
      outcome = .failed(error.reason)
    }
    return configuration.retry.decision(
      after: outcome,
      to: method,
      attempt: attempt,
      remaining: configuration.deadline.map { pacing.now().duration(to: $0) },
      jitter: pacing.jitter()
    )
  }
}
