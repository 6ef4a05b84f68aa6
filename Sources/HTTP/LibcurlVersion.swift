import CCurl

/// The library that carries all requests.
package enum LibcurlVersion {
  /// `7.88.1`: of the library in use, not of the one it was built with.
  package static var current: String {
    // `libcurl/7.88.1 OpenSSL/3.0.11 ...`
    let words = unsafe String(cString: curl_version())
    return String(words.prefix { $0 != " " }.drop { $0 != "/" }.dropFirst())
  }
}
