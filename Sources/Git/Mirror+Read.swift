extension Mirror {
  /// Reads from the copy, as one job of its thread.
  ///
  /// What is missing or damaged in it is fetched anew, once for each read.
  nonisolated func read<Value: Sendable>(
    _ subject: GitError.Attempt,
    _ body: @escaping @Sendable (BareRepository) throws(LibraryFailure) -> Value
  ) async throws(GitError) -> Value {
    try await attempt(subject) { (mirror, wait) throws(GitError.Reason) in
      if let repository = mirror.opened, let value = try? body(repository) { return value }
      let tip = try mirror.locked(wait) { (session) throws(GitError.Reason) in try mirror.fetchedAnew(for: session) }
      defer { withExtendedLifetime(tip) {} }
      guard let repository = mirror.opened else { throw .corrupt("nothing is there") }
      do throws(LibraryFailure) {
        return try body(repository)
      } catch {
        throw .corrupt(error.words)
      }
    }
  }
}
