package import CCurl
import Foundation

/// A libcurl easy handle: one transfer after another, on one thread alone.
@safe package final class EasyHandle {
  package let raw: UnsafeMutableRawPointer
  private let words: UnsafeMutableBufferPointer<CChar>
  private var lists: [UnsafeMutablePointer<curl_slist>] = unsafe []

  /// The first failure of an option since the last ``reset()``.
  package private(set) var failure = CURLE_OK

  /// Nil when there is no memory, or libcurl cannot be started.
  package init?() {
    guard Libcurl.isStarted, let raw = unsafe curl_easy_init() else { return nil }
    unsafe self.raw = unsafe raw
    unsafe words = UnsafeMutableBufferPointer.allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe words.initialize(repeating: 0)
  }

  deinit {
    unsafe curl_easy_cleanup(raw)
    freeLists()
    unsafe words.deallocate()
  }

  /// Forgets all options.
  ///
  /// Connections are not the handle's: they stay.
  package func reset() {
    unsafe curl_easy_reset(raw)
    freeLists()
    failure = CURLE_OK
    unsafe words.initialize(repeating: 0)
    note(unsafe ccurl_set_pointer(raw, CURLOPT_ERRORBUFFER, words.baseAddress))
  }

  package func set(_ option: CURLoption, _ value: Int) {
    note(unsafe ccurl_set_long(raw, option, value))
  }

  package func set(_ option: CURLoption, _ value: Bool) {
    set(option, value ? 1 : 0)
  }

  package func set(_ option: CURLoption, _ value: String) {
    note(unsafe value.withCString { unsafe ccurl_set_text(raw, option, $0) })
  }

  func clear(_ option: CURLoption) {
    note(unsafe ccurl_set_text(raw, option, nil))
  }

  package func set(_ option: CURLoption, _ value: Duration) {
    // Zero would mean no limit.
    set(option, max(1, Int(min(value, .seconds(1_000_000)) / .milliseconds(1))))
  }

  package func set(_ option: CURLoption, lines: [String]) {
    var list: UnsafeMutablePointer<curl_slist>?
    for line in lines {
      guard let longer = unsafe line.withCString({ unsafe curl_slist_append(list, $0) }) else {
        unsafe curl_slist_free_all(list)
        return note(CURLE_OUT_OF_MEMORY)
      }
      unsafe list = longer
    }
    guard let list = unsafe list else { return }
    unsafe lists.append(list)
    note(unsafe ccurl_set_list(raw, option, list))
  }

  func set(_ option: CURLoption, blob text: String) {
    var text = text
    note(text.withUTF8 { unsafe ccurl_set_blob(raw, option, $0.baseAddress, $0.count) })
  }

  package func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer) {
    note(unsafe ccurl_set_pointer(raw, option, pointer))
  }

  package func set(_ option: CURLoption, receiver: curl_write_callback) {
    note(unsafe ccurl_set_receiver(raw, option, receiver))
  }

  func set(beforeRequest callback: curl_prereq_callback) {
    note(unsafe ccurl_set_before_request(raw, callback))
  }

  func set(socketSetup callback: curl_sockopt_callback) {
    note(unsafe ccurl_set_socket_setup(raw, callback))
  }

  func set(requestBody body: Data) {
    // An empty Data may have no address, which libcurl would take for "no body".
    let code =
      body.isEmpty
      ? unsafe "".withCString { unsafe ccurl_set_request_body(raw, $0, 0) }
      : unsafe body.withUnsafeBytes { unsafe ccurl_set_request_body(raw, $0.baseAddress, $0.count) }
    note(code)
  }

  package func set(progress callback: curl_xferinfo_callback) {
    note(unsafe ccurl_set_progress(raw, callback))
  }

  /// Takes the parts of a mail, which must live until it is sent.
  package func set(mail parts: OpaquePointer) {
    note(unsafe ccurl_set_mail(raw, parts))
  }

  /// Carries out the transfer, and blocks the thread until it is over.
  package func perform() -> CURLcode {
    unsafe curl_easy_perform(raw)
  }

  func long(_ info: CURLINFO) -> Int {
    var value = 0
    _ = unsafe ccurl_get_long(raw, info, &value)
    return value
  }

  func offset(_ info: CURLINFO) -> Int64 {
    var value: curl_off_t = 0
    _ = unsafe ccurl_get_offset(raw, info, &value)
    return Int64(value)
  }

  /// What libcurl said of a failure, in its own words, else its words for `code`.
  package func words(for code: CURLcode) -> String {
    let said = unsafe String(decoding: words.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard said.isEmpty else { return said }
    return unsafe curl_easy_strerror(code).map { unsafe String(cString: $0) } ?? ""
  }

  private func note(_ code: CURLcode) {
    if failure == CURLE_OK {
      failure = code
    }
  }

  private func freeLists() {
    while let list = unsafe lists.popLast() {
      unsafe curl_slist_free_all(list)
    }
  }
}
