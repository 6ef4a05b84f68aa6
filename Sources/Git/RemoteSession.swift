import CGit2
import Secrets

/// One conversation with a remote, as its callbacks see it.
///
/// It lives on the repository's thread, for as long as libgit2 calls back.
final class RemoteSession {
  let remote: Remote
  let address: RemoteAddress

  /// What the session waits with where it speaks HTTP.
  let blockingWait: BlockingWait

  /// What it says over HTTP, once it does.
  var conversation: SmartConversation?

  /// Why we, not libgit2, ended the conversation.
  var failure: GitError.Reason? { stop ?? conversation?.refusal.map(GitError.Reason.init) }

  private var stop: GitError.Reason?

  /// What came so far.
  private(set) var received = Received.nothing
  var hasShownKey = false

  /// Why the server did not move the branch, in its own words; nil where it did, or said nothing.
  private(set) var rejection: String?

  /// What the server and its hooks had to say beside the protocol, up to some thousand bytes.
  private(set) var remarks: [UInt8] = []

  init(with remote: Remote, at address: RemoteAddress, waitingWith blockingWait: BlockingWait) {
    self.blockingWait = blockingWait
    self.remote = remote
    self.address = address
  }

  /// Callbacks that answer for this session, which must outlive them.
  func callbacks() throws(LibraryFailure) -> git_remote_callbacks {
    var callbacks = unsafe git_remote_callbacks()
    try call { unsafe git_remote_init_callbacks(&callbacks, UInt32(GIT_REMOTE_CALLBACKS_VERSION)) }
    unsafe callbacks.payload = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe callbacks.credentials = unsafe Self.credentials
    unsafe callbacks.certificate_check = unsafe Self.hostKeyCheck
    unsafe callbacks.sideband_progress = unsafe Self.remark
    unsafe callbacks.push_update_reference = unsafe Self.verdict
    unsafe callbacks.transfer_progress = unsafe Self.progress
    if address == .http {
      unsafe callbacks.transport = unsafe Self.transport
    }
    return unsafe callbacks
  }

  /// The reason to stop now, if there is one.
  func interruption() -> GitError.Reason? {
    if Task.isCancelled { return .cancelled }
    if let deadline = remote.deadline, ContinuousClock.now >= deadline { return .deadline }
    return nil
  }

  func stopped(by reason: GitError.Reason) -> CInt {
    stop = stop ?? reason
    return GIT_EUSER.rawValue
  }

  private static func session(_ payload: UnsafeMutableRawPointer?) -> RemoteSession? {
    unsafe payload.map { unsafe Unmanaged<RemoteSession>.fromOpaque($0).takeUnretainedValue() }
  }

  private static let credentials: git_credential_acquire_cb = { made, _, user, allowed, payload in
    guard let session = unsafe session(payload), let made = unsafe made else { return GIT_EUSER.rawValue }
    let name = unsafe user.map { unsafe String(cString: $0) }
    return unsafe session.giveCredential(made, user: name, allowed: git_credential_t(allowed))
  }

  private static let hostKeyCheck: git_transport_certificate_check_cb = { certificate, isValid, _, payload in
    guard let session = unsafe session(payload), let certificate = unsafe certificate else { return GIT_EUSER.rawValue }
    return unsafe session.judge(certificate, isValid: isValid == 1)
  }

  private static let progress: git_indexer_progress_cb = { progress, payload in
    guard let session = unsafe session(payload), let progress = unsafe progress?.pointee else { return 0 }
    session.received = Received(objects: Int(progress.received_objects), bytes: progress.received_bytes)
    return session.interruption().map(session.stopped) ?? 0
  }

  private static let remark: git_transport_message_cb = { text, count, payload in
    guard let session = unsafe session(payload), let text = unsafe text else { return 0 }
    let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: text, count: Int(max(0, count))))
    session.remarks += bytes.prefix(4096 - session.remarks.count)
    return session.interruption().map(session.stopped) ?? 0
  }

  private static let verdict: git_push_update_reference_cb = { _, status, payload in
    guard let session = unsafe session(payload), let status = unsafe status else { return 0 }
    session.rejection = unsafe String(cString: status)
    return 0
  }

  private static let transport: git_transport_cb = { made, owner, payload in
    guard let session = unsafe session(payload) else { return GIT_EUSER.rawValue }
    return unsafe session.makeHTTPTransport(made, of: owner)
  }
}
