import CCurl
import Foundation
import HTTP
import Secrets

/// One mail on its way, on a thread of its own because libcurl blocks it.
final class MailTransfer: Sendable {
  private struct State: Sendable {
    var isCancelled = false
    /// The last line with which the server refused something.
    var refusal = ""
  }

  private let message: MailMessage
  private let server: MailServer
  private let state = Locked(State())

  init(_ message: MailMessage, to server: MailServer) {
    self.message = message
    self.server = server
  }

  /// Sends it; nil when the server has taken it.
  func run() async -> MailError.Reason? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let thread = Thread { continuation.resume(returning: self.perform()) }
        thread.name = "mail"
        thread.start()
      }
    } onCancel: {
      state.withLock { $0.isCancelled = true }
    }
  }

  private func perform() -> MailError.Reason? {
    guard let handle = EasyHandle() else { return .other(detail: "libcurl cannot be started") }
    configure(handle)
    guard let body = MailBody(message, of: handle) else { return .other(detail: "there is no memory for it") }
    body.attach()
    guard handle.failure == CURLE_OK else { return .other(detail: handle.words(for: handle.failure)) }
    // The callbacks get this value without a reference: the caller holds it until the transfer is over.
    let code = withExtendedLifetime((self, body)) { handle.perform() }
    return code == CURLE_OK ? nil : reason(code, handle)
  }

  private func configure(_ handle: EasyHandle) {
    handle.reset()
    handle.set(CURLOPT_NOSIGNAL, true)
    handle.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    handle.set(CURLOPT_URL, server.url)
    // A proxy for the web, which the environment may name, does not carry mail.
    handle.set(CURLOPT_PROXY, "")
    handle.set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    handle.set(CURLOPT_TIMEOUT_MS, server.timeout)
    handle.set(CURLOPT_CONNECTTIMEOUT_MS, min(server.timeout, .seconds(10)))
    handle.set(CURLOPT_USE_SSL, Int((server.requiresTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE).rawValue))
    handle.set(trust: server.trust)
    if let login = server.login {
      handle.set(CURLOPT_USERNAME, login.username)
      handle.set(CURLOPT_PASSWORD, login.password.reveal())
    }
    handle.set(CURLOPT_MAIL_FROM, "<\(message.sender)>")
    handle.set(CURLOPT_MAIL_RCPT, lines: message.recipients.map { "<\($0)>" })
    let me = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe handle.set(CURLOPT_HEADERDATA, pointer: me)
    unsafe handle.set(CURLOPT_HEADERFUNCTION, receiver: noteReply)
    handle.set(CURLOPT_NOPROGRESS, false)
    unsafe handle.set(CURLOPT_XFERINFODATA, pointer: me)
    unsafe handle.set(progress: isToStop)
  }

  fileprivate var isCancelled: Bool { state.withLock(\.isCancelled) }

  /// Keeps what the server said last against us; replies of 4 and 5 hundred are refusals (RFC 5321).
  fileprivate func note(reply: String) {
    guard let first = reply.first, first == "4" || first == "5" else { return }
    let line = reply.trimmingCharacters(in: .whitespacesAndNewlines)
    state.withLock { $0.refusal = line }
  }

  private func reason(_ code: CURLcode, _ handle: EasyHandle) -> MailError.Reason {
    let (words, said) = (handle.words(for: code), state.withLock(\.refusal))
    return switch code {
    case CURLE_COULDNT_RESOLVE_HOST: .unresolved
    case CURLE_COULDNT_CONNECT: .unreachable(detail: words)
    case CURLE_USE_SSL_FAILED: .noTLS
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE: .tls(detail: words)
    case CURLE_LOGIN_DENIED: .loginRefused(said: said)
    case CURLE_OPERATION_TIMEDOUT: .timedOut
    case CURLE_ABORTED_BY_CALLBACK: .cancelled
    case _ where !said.isEmpty: .refused(said: said)
    case _: .other(detail: words)
    }
  }
}

/// libcurl calls it for each line that the server says.
private let noteReply: curl_write_callback = { bytes, size, count, context in
  if let bytes = unsafe bytes, let context = unsafe context {
    let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    let transfer = unsafe Unmanaged<MailTransfer>.fromOpaque(context).takeUnretainedValue()
    transfer.note(reply: unsafe String(decoding: line, as: UTF8.self))
  }
  return size * count
}

/// libcurl calls it about once a second, and ends the transfer where it gives anything but 0.
private let isToStop: curl_xferinfo_callback = { context, _, _, _, _ in
  guard let context = unsafe context else { return 0 }
  return unsafe Unmanaged<MailTransfer>.fromOpaque(context).takeUnretainedValue().isCancelled ? 1 : 0
}
