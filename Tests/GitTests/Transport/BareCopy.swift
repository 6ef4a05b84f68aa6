import CGit2
import Foundation

@testable import Git

/// A bare repository into which libgit2 fetches over a conversation, and from which it pushes.
///
/// Each call has a thread of its own, since libgit2 and the conversation block it.
struct BareCopy {
  /// What a push came to.
  struct Pushed: Sendable {
    let code: CInt

    /// Why the server left the branch as it was; nil where it did not.
    let refusal: String?
  }

  private static let isStarted = git_libgit2_init() > 0

  let folder: String

  init(in parent: URL, _ name: String = "copy.git") {
    folder = parent.appending(path: name).path
    _ = Self.isStarted
    var repository: OpaquePointer?
    git_repository_init(&repository, folder, 1)
    git_repository_free(repository)
  }

  /// Fetches `main`; returns libgit2's code.
  func fetch(over conversation: SmartConversation) async -> CInt {
    await onThread {
      withRemote(over: conversation) { remote, callbacks in
        var options = git_fetch_options()
        git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION))
        options.callbacks = callbacks
        return withList("+refs/heads/main:refs/heads/main") { git_remote_fetch(remote, &$0, &options, nil) }
      }
    }
  }

  /// Pushes `main`.
  func push(over conversation: SmartConversation) async -> Pushed {
    await onThread {
      let context = PushContext(conversation)
      let code = withRemote(over: conversation, context) { remote, callbacks in
        var options = git_push_options()
        git_push_options_init(&options, UInt32(GIT_PUSH_OPTIONS_VERSION))
        options.callbacks = callbacks
        options.callbacks.push_update_reference = { _, refusal, payload in
          guard let refusal, let payload else { return 0 }
          let context = Unmanaged<PushContext>.fromOpaque(payload).takeUnretainedValue()
          context.refusal = String(cString: refusal)
          return 0
        }
        return withList("refs/heads/main:refs/heads/main") { git_remote_push(remote, &$0, &options) }
      }
      return Pushed(code: code, refusal: context.refusal)
    }
  }

  private func onThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: work()) }
    }
  }

  private func withRemote(
    over conversation: SmartConversation,
    _ context: PushContext? = nil,
    _ body: (OpaquePointer?, git_remote_callbacks) -> CInt
  ) -> CInt {
    let context = context ?? PushContext(conversation)
    var (repository, remote): (OpaquePointer?, OpaquePointer?)
    git_repository_open_bare(&repository, folder)
    git_remote_create_anonymous(&remote, repository, conversation.server.url)
    defer {
      git_remote_free(remote)
      git_repository_free(repository)
    }
    var callbacks = git_remote_callbacks()
    git_remote_init_callbacks(&callbacks, UInt32(GIT_REMOTE_CALLBACKS_VERSION))
    callbacks.payload = Unmanaged.passUnretained(context).toOpaque()
    callbacks.transport = { made, owner, payload in
      guard let payload else { return GIT_ERROR.rawValue }
      let context = Unmanaged<PushContext>.fromOpaque(payload).takeUnretainedValue()
      return SmartSubtransport.install(context.conversation, in: made, of: owner)
    }
    return withExtendedLifetime(context) { body(remote, callbacks) }
  }

  private func withList(_ text: String, _ body: (inout git_strarray) -> CInt) -> CInt {
    text.withCString { text in
      var first: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(mutating: text)
      return withUnsafeMutablePointer(to: &first) { first in
        var list = git_strarray(strings: first, count: 1)
        return body(&list)
      }
    }
  }
}

/// What the callbacks of one call share; used on that call's thread alone.
private final class PushContext {
  let conversation: SmartConversation
  var refusal: String?

  init(_ conversation: SmartConversation) {
    self.conversation = conversation
  }
}
