import Foundation
import TestSupport

@testable import Git

/// How a test reaches a repository.
enum Way: CaseIterable, Sendable {
  case path, http
}

extension SourceRepository {
  /// Lends the repository to a test; a server for it ends with the test.
  func withRemote(
    by way: Way,
    branch: String = "main",
    _ body: (Remote) async throws -> Void
  ) async throws {
    switch way {
    case .path:
      try await body(Remote(url: bare.path, branch: branch))
    case .http:
      let server = try await GitServer.start(self)
      let result: Result<Void, any Error>
      do {
        result = .success(try await body(Remote(url: server.url(), branch: branch)))
      } catch {
        result = .failure(error)
      }
      await server.stop()
      try result.get()
    }
  }
}

extension Mirror {
  /// Why a fetch fails; nil where it does not.
  nonisolated func failure() async -> GitError.Reason? {
    do throws(GitError) {
      _ = try await fetch()
      return nil
    } catch {
      return error.reason
    }
  }

  /// What an HTTP server refused a fetch for; nil where it did not.
  nonisolated func refusal() async -> SmartRefusal.Cause? {
    if case .http(let refusal) = await failure() { refusal.cause } else { nil }
  }
}
