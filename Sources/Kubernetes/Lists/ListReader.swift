import Foundation
import HTTP

/// Reads one list to its end, in one streamed answer or in pages.
struct ListReader<Item: Decodable & Sendable, Output: Sendable>: Sendable {
  let session: Session
  let request: ListRequest
  let transform: @Sendable (Item) -> Output

  /// How often a list is started again because its pages became too old.
  static var restartLimit: Int { 3 }

  /// How many bytes of items are decoded together: enough to spread the cost, few enough to be released soon.
  static var batchBytes: Int { 128 << 10 }

  func read() async throws -> ResourceList<Output> {
    switch request.consistency {
    case .cached: try await readStreamed()
    case .consistent: try await readPaged()
    }
  }

  private func readStreamed() async throws -> ResourceList<Output> {
    let answer = try await session.stream(request.page())
    let stream = answer.response
    guard 200..<300 ~= stream.status else {
      let body = (try? await stream.body.collect(upTo: KubernetesError.refusalLimit)) ?? Data()
      throw refusal(code: stream.status, body: body, answer.credential)
    }
    var splitter = ListSplitter()
    var decoder = ItemDecoder(transform: transform)
    do {
      for try await chunk in stream.body {
        try splitter.append(chunk)
        if splitter.waitingBytes >= Self.batchBytes, let batch = splitter.takeBatch() { decoder.take(batch) }
      }
      let envelope = try splitter.finish()
      if let batch = splitter.takeBatch() { decoder.take(batch) }
      return decoder.list(resourceVersion: envelope.resourceVersion, serverTime: serverTime(stream.headers))
    } catch {
      throw wrap(error)
    }
  }

  private func readPaged() async throws -> ResourceList<Output> {
    var restarts = 0
    while true {
      do {
        return try await readPages()
      } catch let error as KubernetesError where error.isGone && restarts < Self.restartLimit {
        restarts += 1
      }
    }
  }

  /// Reads all pages; while one is decoded the next is on its way.
  private func readPages() async throws -> ResourceList<Output> {
    var decoder = ItemDecoder(transform: transform)
    var seenTokens: Set<String> = []
    var page = try await self.page(continuing: nil)
    let serverTime = page.serverTime
    while let token = page.envelope.continueToken {
      guard seenTokens.insert(token).inserted else { throw KubernetesError(request.operation, .repeatedPage) }
      async let next = self.page(continuing: token)
      decoder.take(page.batch)
      page = try await next
    }
    decoder.take(page.batch)
    return decoder.list(resourceVersion: page.envelope.resourceVersion, serverTime: serverTime)
  }

  private struct Page: Sendable {
    let envelope: ListEnvelope
    let batch: ItemBatch?
    let serverTime: Date?
  }

  private func page(continuing token: String?) async throws -> Page {
    let answer = try await session.send(request.page(continuing: token))
    let body = try answer.body(of: request.operation)
    var splitter = ListSplitter()
    do throws(AnswerFlaw) {
      try splitter.append(body)
      let envelope = try splitter.finish()
      return Page(
        envelope: envelope,
        batch: splitter.takeBatch(),
        serverTime: serverTime(answer.response.headers)
      )
    } catch {
      throw wrap(error)
    }
  }

  private func serverTime(_ headers: HTTPHeaders) -> Date? {
    headers.date
  }

  private func refusal(code: Int, body: Data, _ credential: Credential) -> KubernetesError {
    .refusal(of: request.operation, code: code, body: body, credential: credential)
  }

  private func wrap(_ error: any Error) -> any Error {
    switch error {
    case let flaw as AnswerFlaw: KubernetesError(request.operation, .malformedAnswer(flaw))
    case let error as HTTPError: KubernetesError(request.operation, .transport(error))
    default: error
    }
  }
}
