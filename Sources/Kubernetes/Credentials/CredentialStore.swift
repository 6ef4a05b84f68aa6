import Foundation
import HTTP
import Secrets

/// Holds the credential of one cluster, and takes a new one when it is due.
///
/// A token file is read again after a minute at most, as client-go does, because the kubelet replaces it. A plugin is
/// asked again once what it gave has expired. Both happen at once when the server refused the credential.
actor CredentialStore {
  /// The longest that a token file is trusted without another look.
  static let tokenFileAge: TimeInterval = 60
  /// How long before its expiry a credential is replaced, so that it does not expire on its way.
  static let expiryMargin: TimeInterval = 10

  private let source: CredentialSource
  private let environment: [String: String]
  private let now: @Sendable () -> Date

  private var held: Credential?
  /// When `held` has to be replaced; nil for never.
  private var dueAt: Date?
  private var running: Task<Result<ExecCredential, ExecFailure>, Never>?

  init(
    _ source: CredentialSource,
    environment: [String: String],
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.source = source
    self.environment = environment
    self.now = now
  }

  /// The credential to ask with now.
  func current() async throws(KubeconfigError) -> Credential {
    if let held, dueAt.map({ now() < $0 }) ?? true { return held }
    return try await renew()
  }

  /// Another credential in place of one that the server refused with 401; nil if there is none other.
  func replacement(for refused: Credential) async throws(KubeconfigError) -> Credential? {
    if let held, held.generation != refused.generation { return held }
    let renewed = try await renew()
    return renewed.generation == refused.generation ? nil : renewed
  }

  private func renew() async throws(KubeconfigError) -> Credential {
    switch source {
    case .none:
      return take(Credential(), until: nil)
    case .token(let token):
      return take(.bearer(token), until: nil)
    case .basic(let username, let password):
      return take(.basic(username: username, password: password), until: nil)
    case .tokenFile(let path):
      return take(.bearer(try token(in: path)), until: now() + Self.tokenFileAge)
    case .exec(let plugin):
      let answer = try await ask(plugin)
      var credential = answer.token.map(Credential.bearer) ?? Credential()
      credential.identity = answer.identity
      return take(credential, until: answer.expiresAt.map { $0 - Self.expiryMargin }, isNew: true)
    }
  }

  private func take(_ credential: Credential, until due: Date?, isNew: Bool = false) -> Credential {
    let isSame = !isNew && held.map { $0.authorization == credential.authorization } == true
    var credential = credential
    credential.generation = (held?.generation ?? 0) + (isSame ? 0 : 1)
    held = credential
    dueAt = due
    return credential
  }

  /// A file that is being replaced may be missing for a moment: then the token that it held still counts.
  private func token(in path: String) throws(KubeconfigError) -> Secret {
    let reason: String
    do {
      let text = try FileText.read(path, for: nil).trimmingCharacters(in: .whitespacesAndNewlines)
      if !text.isEmpty { return Secret(text) }
      reason = "it is empty"
    } catch {
      reason = error.fileReason
    }
    if let token = held?.token { return token }
    throw .unreadableTokenFile(path, reason: reason)
  }

  /// Runs the plugin once for all who wait for it.
  ///
  /// When one of them is cancelled the run ends, and whoever still waits starts another.
  private func ask(_ plugin: ExecPlugin) async throws(KubeconfigError) -> ExecCredential {
    while true {
      let inherited = environment
      let task =
        running
        ?? Task { () async -> Result<ExecCredential, ExecFailure> in
          do throws(ExecFailure) {
            return .success(try await plugin.run(inheriting: inherited))
          } catch {
            return .failure(error)
          }
        }
      running = task
      let result = await withTaskCancellationHandler {
        await task.value
      } onCancel: {
        task.cancel()
      }
      if running == task { running = nil }
      switch result {
      case .success(let credential): return credential
      case .failure(let failure) where failure.reason == .cancelled && !Task.isCancelled: continue
      case .failure(let failure): throw .plugin(failure)
      }
    }
  }
}

extension KubeconfigError {
  fileprivate var fileReason: String {
    if case .unreadableFile(_, _, let reason) = self { reason } else { description }
  }
}
