import Drift
import Formats
import Foundation
import HTTP
import Model
import Observed
import Sandbox
import Secrets

extension RemediatedSandbox {
  /// A policy under which predecessors go in the run that replaces them.
  static var withoutOverlap: Policy {
    var policy = policy
    policy.tokens?.overlap = 0
    return policy
  }

  /// All tokens that GitLab has.
  var tokens: [GitLabToken] {
    get async { Array(await server.gitlab.world.tokens.values) }
  }

  /// What is in no text that anybody reads.
  func isSecretIn(_ outcomes: [Outcome]) async -> Bool {
    let values = await tokens.map(\.secret)
    return outcomes.compactMap(\.reason).contains { reason in values.contains { reason.contains($0) } }
  }

  /// The password that the pull secret of the Project `name` has for our registry; nil where there is none.
  func password(of name: String) async throws -> String? {
    guard let encoded = try await secret(name)?.data[PullSecret.key], let bytes = Data(base64Encoded: encoded),
      let config = try? DockerConfig(parsing: Secret(String(decoding: bytes, as: UTF8.self)))
    else { return nil }
    return config.entries(for: RegistryHost("registry.example.com")).first?.entry.credentials?.password.reveal()
  }

  /// The live token that the pull secret of the Project `name` holds.
  func heldToken(of name: String) async throws -> GitLabToken? {
    guard let password = try await password(of: name) else { return nil }
    let now = clock.withLock { $0 }
    return await server.gitlab.world.token(holding: password).flatMap { $0.isLive(at: now) ? $0 : nil }
  }

  /// The names of the live tokens that we made and that no pull secret holds.
  func strays() async -> [String] {
    let now = clock.withLock { $0 }
    let held = await Snapshot.read(from: kubernetes, under: policy).pullSecrets.values.flatMap { secret in
      guard case .text(let text) = secret.document, let config = try? DockerConfig(parsing: text) else {
        return [String]()
      }
      return config.auths.values.compactMap { $0.credentials?.password.reveal() }
    }
    return await tokens.filter { token in
      token.note.hasPrefix("driftcheck ") && token.isLive(at: now) && !held.contains(token.secret)
    }.map(\.name)
  }
}
