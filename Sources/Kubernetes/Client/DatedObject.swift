package import Foundation
import HTTP

/// An object, and the server's clock when it was read.
package struct DatedObject<Item: Sendable>: Sendable {
  /// Nil where the server says that it does not exist.
  package var item: Item?
  /// To the second; nil where the server did not say.
  package var serverTime: Date?
}

extension KubernetesClient {
  /// Reads one object as of now, with the server's clock.
  ///
  /// - Throws: `KubernetesError`; also if the server does not serve the resource type at all, which is not absence.
  package func getDated<Item: Decodable & Sendable>(
    _ request: APIRequest,
    as type: Item.Type
  ) async throws -> DatedObject<Item> {
    let answer = try await session.send(request)
    let serverTime = answer.response.headers.date
    do {
      let item = try decoded(type, from: answer.body(of: request.operation), of: request.operation)
      return DatedObject(item: item, serverTime: serverTime)
    } catch let error where error.isNotFound {
      return DatedObject(item: nil, serverTime: serverTime)
    }
  }
}
