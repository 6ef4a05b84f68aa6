import Foundation

extension RealAPIServer {
  /// Sends one request, as the administrator or as `user`; every status is an answer.
  package nonisolated func ask(_ call: APICall, as user: ClusterUser? = nil) async throws -> APIAnswer {
    let answers = try await curl.send([call], token: (user ?? admin).token)
    guard let answer = answers.first else { throw ControlPlaneError.unreachable(call: call, reason: "no answer") }
    return answer
  }

  /// Sends requests as the administrator, many at a time and in no particular order.
  ///
  /// - Throws: `ControlPlaneError.refused` for the first that is not answered with 2xx.
  @discardableResult
  package nonisolated func perform(_ calls: [APICall]) async throws -> [APIAnswer] {
    let answers = try await curl.send(calls, token: admin.token)
    for (call, answer) in zip(calls, answers) where !answer.isSuccess {
      throw ControlPlaneError.refused(call: call, status: answer.status, answer: answer.text)
    }
    return answers
  }

  /// Creates objects, many at a time, about a thousand a second; they must not exist, and their namespaces must.
  package nonisolated func create(_ objects: [ClusterObject]) async throws {
    try await perform(objects.map { APICall(.post, $0.collection, body: $0.json.text) })
  }

  /// Creates or changes objects by server-side apply, taking fields away from other managers.
  package nonisolated func apply(_ objects: [ClusterObject]) async throws {
    try await perform(
      objects.map {
        APICall(
          .patch,
          "\($0.path)?fieldManager=tests&force=true",
          body: $0.json.text,
          contentType: "application/apply-patch+yaml"
        )
      }
    )
  }

  /// Changes an object by a JSON merge patch (RFC 7396).
  package nonisolated func change(_ path: String, _ patch: JSON) async throws {
    try await perform([
      APICall(.patch, path, body: patch.text, contentType: "application/merge-patch+json")
    ])
  }

  /// Deletes an object; one with finalizers is left with a deletionTimestamp.
  package nonisolated func delete(_ path: String) async throws {
    try await perform([APICall(.delete, path)])
  }

  private nonisolated var curl: Curl {
    Curl(address: address, authorityFile: authorityFile)
  }
}

/// Asks again and again until the answer is yes: for what the API server does some time after a write.
///
/// - Throws: `ControlPlaneError.tooLate` naming `what` after 30 seconds; whatever the question throws.
package func eventually(_ what: String, _ isSo: () async throws -> Bool) async throws {
  let end = ContinuousClock.now + .seconds(30)
  while try await !isSo() {
    guard ContinuousClock.now < end else { throw ControlPlaneError.tooLate(what) }
    // A question that never waits must not keep the few threads of all tests to itself.
    await Task.yield()
  }
}
