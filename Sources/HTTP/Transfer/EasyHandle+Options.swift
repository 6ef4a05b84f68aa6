import CCurl
import Foundation
import Secrets

// Options of libcurl, by what they are about.
extension EasyHandle {
  /// What holds for every transfer of a client.
  func configure(_ configuration: HTTPClientConfiguration, for order: TransferOrder) {
    set(CURLOPT_NOSIGNAL, true)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_FOLLOWLOCATION, false)
    set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    set(CURLOPT_USERAGENT, configuration.userAgent)
    set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout)
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
    switch order.delivery {
    case .whole where order.address.scheme == "http":
      // Without TLS there is nothing to wait for: to libcurl, only the first answer would tell the version.
      set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    case .whole:
      set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
      set(CURLOPT_PIPEWAIT, true)
    case .streamed:
      // In HTTP/2 a paused stream would hold up its neighbours on the connection.
      set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
      set(CURLOPT_BUFFERSIZE, TransferJob.chunkSize)
    }
    configureTLS(configuration)
    configureProxy(configuration.proxy)
  }

  /// What this request asks for.
  func configure(_ order: TransferOrder, tlsServerName: String?) {
    var lines = order.request.fields.map { field in
      // libcurl takes "Name:" for "do not send it", and "Name;" for an empty value.
      field.text.isEmpty ? "\(field.name);" : "\(field.name): \(field.text)"
    }
    let names = Set(order.request.fields.map { $0.name.lowercased() })
    if let tlsServerName {
      let address = order.address
      set(CURLOPT_URL, order.url(withHost: tlsServerName))
      set(CURLOPT_CONNECT_TO, lines: ["::\(address.host):\(address.port)"])
      if !names.contains("host") {
        lines.append("Host: \(address.host)\(address.hasImpliedPort ? "" : ":\(address.port)")")
      }
    } else {
      set(CURLOPT_URL, order.request.url)
    }
    configureMethod(order.request)
    if order.request.acceptsGzip {
      set(CURLOPT_ACCEPT_ENCODING, "gzip")
    }
    // libcurl would wait for the server's consent to a large body, and call every body a form.
    lines.append("Expect:")
    if !names.contains("content-type") {
      lines.append("Content-Type:")
    }
    set(CURLOPT_HTTPHEADER, lines: lines)
  }

  private func configureMethod(_ request: HTTPRequest) {
    switch request.method {
    case .get:
      set(CURLOPT_HTTPGET, true)
    case .head:
      set(CURLOPT_NOBODY, true)
      return
    case .post, .put, .patch:
      set(requestBody: request.body ?? Data())
    case .delete:
      break
    }
    if request.method == .get || request.method == .delete, let body = request.body {
      set(requestBody: body)
    }
    set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
  }

  private func configureTLS(_ configuration: HTTPClientConfiguration) {
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    set(CURLOPT_SSL_VERIFYPEER, !configuration.insecureSkipVerify)
    set(CURLOPT_SSL_VERIFYHOST, configuration.insecureSkipVerify ? 0 : 2)
    set(trust: configuration.trust)
    if let identity = configuration.clientIdentity {
      set(CURLOPT_SSLCERT_BLOB, blob: identity.certificate)
      set(CURLOPT_SSLCERTTYPE, "PEM")
      set(CURLOPT_SSLKEY_BLOB, blob: identity.key.reveal())
      set(CURLOPT_SSLKEYTYPE, "PEM")
      // Without this, OpenSSL asks the terminal for the passphrase of an encrypted key.
      set(CURLOPT_KEYPASSWD, "")
    }
  }

  /// Whose certificates are good.
  package func set(trust: HTTPClientConfiguration.Trust) {
    guard case .pem(let authorities) = trust else { return }
    set(CURLOPT_CAINFO_BLOB, blob: authorities)
    // Else libcurl would trust the machine's authorities besides.
    clear(CURLOPT_CAPATH)
    clear(CURLOPT_CAINFO)
  }

  private func configureProxy(_ proxy: HTTPProxy) {
    switch proxy {
    case .environment:
      break
    case .none:
      set(CURLOPT_PROXY, "")
    case .url(let url):
      set(CURLOPT_PROXY, url)
      set(CURLOPT_NOPROXY, "")
    }
  }
}

extension TransferOrder {
  fileprivate func url(withHost host: String) -> String {
    // The URL was read by the same parser before, so it has parts.
    guard var parts = URLComponents(string: request.url, encodingInvalidCharacters: false) else {
      return request.url
    }
    parts.encodedHost = host
    return parts.string ?? request.url
  }
}
