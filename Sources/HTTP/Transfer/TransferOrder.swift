/// One request, checked, with all that the transfer thread must know of it.
struct TransferOrder: Sendable {
  /// How the answer is handed over.
  enum Delivery: Sendable {
    /// In one piece of at most so many bytes.
    case whole(limit: Int)

    /// Status and headers first, then chunk by chunk.
    case streamed
  }

  let request: HTTPRequest
  let address: ServerAddress
  let delivery: Delivery

  /// The time for one try.
  let timeout: Duration

  /// Checks a request.
  init(_ request: HTTPRequest, delivery: Delivery, timeout: Duration) throws(HTTPError) {
    do {
      address = try ServerAddress(of: request.url)
    } catch {
      throw HTTPError(.malformedURL(error.text), method: request.method, url: request.url)
    }
    if let field = request.fields.first(where: { !$0.isWellFormed }) {
      throw HTTPError(.malformedField(name: field.visibleName), method: request.method, url: request.url)
    }
    self.request = request
    self.delivery = delivery
    self.timeout = request.timeout ?? timeout
  }

  func error(_ reason: HTTPError.Reason) -> HTTPError {
    HTTPError(reason, method: request.method, url: request.url)
  }
}
