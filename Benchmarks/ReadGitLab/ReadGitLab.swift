import CMalloc
import Foundation
import GitLab
import HTTP
import Secrets

/// Reads every group of a GitLab and every group's tokens, as a check does, and nothing else: what is measured is the
/// client, without the work on Projects that a check does meanwhile.
///
/// usage: ReadGitLab URL TOKENFILE
@main
enum ReadGitLab {
  static func main() async throws {
    // As driftcheck has it.
    mallopt(M_ARENA_MAX, 1)
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { throw Failure(reason: "usage: ReadGitLab URL TOKENFILE") }
    let token = try String(contentsOfFile: arguments[2], encoding: .utf8).trimmingCharacters(in: .newlines)
    let client = try GitLabClient.connect(
      url: arguments[1],
      token: Secret(token),
      proxy: .none,
      userAgent: "driftcheck/benchmark"
    )
    let (arriving, arrival) = AsyncStream.makeStream(of: GroupReference.self)
    async let lists = client.accessTokens(of: arriving) { $0 }
    defer { arrival.finish() }
    let groups = try await client.groups { page in
      for group in page { arrival.yield(group.reference) }
    }
    arrival.finish()
    let tokens = try await lists.values.map { try $0.get() }
    print("\(groups.count) groups, \(tokens.joined().count) tokens")
  }

  private struct Failure: Error {
    let reason: String
  }
}
