import CCurl

/// The library as a whole.
enum Libcurl {
  /// Whether it could be started, which happens once in a process, before any other call.
  static let isStarted = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}
