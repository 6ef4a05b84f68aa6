extension KubernetesClient {
  /// Reads every object of a type and keeps of each what `transform` makes of it.
  ///
  /// Objects are decoded while the answer arrives, so no more than a few hundred KB of JSON are held at a time. An
  /// answer that is cut off is an error, never a short list; an object that cannot be decoded is told apart in
  /// ``ResourceList/undecodable``. It runs off the caller's actor.
  ///
  /// - Throws: `KubernetesError`.
  @concurrent
  package func list<Item: Decodable & Sendable, Output: Sendable>(
    _ request: ListRequest,
    of type: Item.Type,
    transform: @escaping @Sendable (Item) -> Output
  ) async throws -> ResourceList<Output> {
    try await ListReader(session: session, request: request, transform: transform).read()
  }

  /// Reads every object of a type.
  ///
  /// - Throws: `KubernetesError`.
  package func list<Item: Decodable & Sendable>(
    _ request: ListRequest,
    of type: Item.Type
  ) async throws -> ResourceList<Item> {
    try await list(request, of: type) { $0 }
  }
}
