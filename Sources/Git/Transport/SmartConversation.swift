import Foundation
import HTTP

/// One conversation with a git server over HTTP, from its list of branches to the last byte of a pack.
///
/// libgit2 leads it, through ``SmartSubtransport``, on a thread that waits here for the HTTP client.
final class SmartConversation: Sendable {
  let server: SmartServer
  private let client: HTTPClient
  private let blockingWait: BlockingWait
  private let firstRefusal = Locked<SmartRefusal?>(nil)

  /// A conversation over a client that has the server's trust, proxy and deadline.
  ///
  /// Who cancels the wait ends the conversation: whoever is in it fails with `HTTPError.Reason.cancelled`.
  init(with server: SmartServer, over client: HTTPClient, waitingWith blockingWait: BlockingWait) {
    self.server = server
    self.client = client
    self.blockingWait = blockingWait
  }

  /// Why the server, or the way to it, failed libgit2; nil where it did not.
  ///
  /// libgit2 itself knows a number only.
  var refusal: SmartRefusal? { firstRefusal.withLock(\.self) }

  /// Keeps the reason of a failure, unless there was one before, which the later ones follow from.
  func note(_ refusal: SmartRefusal) {
    firstRefusal.withLock { $0 = $0 ?? refusal }
  }

  /// Sends a request, and waits until the head of the answer has proved to be git's.
  func begin(_ action: SmartAction, sending body: Data) throws(SmartRefusal) -> HTTPBody {
    let (server, client) = (server, client)
    return try blockingWait.value { await client.answer(to: action, of: server, sending: body) }.get()
  }

  /// Waits for the next piece of an answer; nil is its proper end.
  func next(of answer: HTTPBody, to action: SmartAction) throws(SmartRefusal) -> Data? {
    try blockingWait.value { await answer.nextPiece(to: action) }.get()
  }
}

extension HTTPClient {
  fileprivate func answer(
    to action: SmartAction,
    of server: SmartServer,
    sending body: Data
  ) async -> Result<HTTPBody, SmartRefusal> {
    do throws(HTTPError) {
      let answer = try await stream(server.request(for: action, body: body))
      if action.isAnswered(withStatus: answer.status, answer.headers) { return .success(answer.body) }
      let start = HTTPResponse(status: answer.status, headers: answer.headers, body: await answer.body.beginning())
      return .failure(SmartRefusal(start, to: action, of: server))
    } catch {
      return .failure(SmartRefusal(action, .transport(error)))
    }
  }
}

extension HTTPBody {
  fileprivate func nextPiece(to action: SmartAction) async -> Result<Data?, SmartRefusal> {
    do throws(HTTPError) {
      return .success(try await makeAsyncIterator().next())
    } catch {
      return .failure(SmartRefusal(action, .transport(error)))
    }
  }

  /// As much of a refusal as a person reads; what breaks off is as good as what is there.
  fileprivate func beginning() async -> Data {
    var beginning = Data()
    while beginning.count < 4096, let chunk = try? await makeAsyncIterator().next() {
      beginning.append(chunk)
    }
    return beginning
  }
}
