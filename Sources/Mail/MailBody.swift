import CCurl
import HTTP

/// A mail's parts as libcurl encodes them.
@safe final class MailBody {
  private let handle: EasyHandle
  private let parts: OpaquePointer
  private let head: [String]

  /// Nil when there is no memory.
  init?(_ message: MailMessage, of handle: EasyHandle) {
    guard let parts = unsafe curl_mime_init(handle.raw) else { return nil }
    self.handle = handle
    unsafe self.parts = unsafe parts
    head = message.head
    // Quoted-printable keeps line ends only where they are those of mail.
    let text = message.text.replacing("\n", with: "\r\n")
    guard let part = unsafe curl_mime_addpart(parts),
      unsafe curl_mime_data(part, text, text.utf8.count) == CURLE_OK,
      unsafe curl_mime_type(part, "text/plain; charset=utf-8") == CURLE_OK,
      unsafe curl_mime_encoder(part, "quoted-printable") == CURLE_OK
    else { return nil }
  }

  deinit {
    unsafe curl_mime_free(parts)
  }

  /// Makes it what the handle sends; it must live until that is done.
  func attach() {
    unsafe handle.set(mail: parts)
    handle.set(CURLOPT_HTTPHEADER, lines: head)
  }
}
