import Foundation
import HTTP
import Wire

extension KubernetesClient {
  /// Reads one object as of now.
  ///
  /// - Returns: The object, or nil if the server says that it does not exist.
  /// - Throws: `KubernetesError`; also if the server does not serve the resource type at all, which is not absence.
  package func get<Item: Decodable & Sendable>(_ request: APIRequest, as type: Item.Type) async throws
    -> Item?
  {
    do {
      return try await send(request, as: type)
    } catch let error as KubernetesError where error.isNotFound {
      return nil
    }
  }

  /// Sends a request and decodes the object in the answer.
  ///
  /// - Throws: `KubernetesError`.
  package func send<Item: Decodable & Sendable>(_ request: APIRequest, as type: Item.Type) async throws
    -> Item
  {
    try decoded(type, from: await session.send(request).body(of: request.operation), of: request.operation)
  }

  func decoded<Item: Decodable>(
    _ type: Item.Type,
    from body: Data,
    of operation: Operation
  ) throws(KubernetesError) -> Item {
    do {
      return try JSONText(body).decode(type)
    } catch {
      throw KubernetesError(operation, .undecodable(reason: DecodingReason.words(for: error)))
    }
  }

  /// Sends a request whose answer says no more than that it was done.
  ///
  /// - Throws: `KubernetesError`.
  package func send(_ request: APIRequest) async throws {
    _ = try await session.send(request).body(of: request.operation)
  }
}
