import CCurl

/// What libcurl knows of a failed transfer, as a reason that we can word.
struct TransferFailure {
  let reason: HTTPError.Reason

  /// Reads the reason while the job's handle still holds its traces.
  init(_ job: TransferJob, _ code: CURLcode) {
    reason = job.abortion ?? Self.reason(job, code)
  }

  private static func reason(_ job: TransferJob, _ code: CURLcode) -> HTTPError.Reason {
    let words = job.handle.words(for: code)
    let address = job.transfer.order.address
    switch code {
    case CURLE_URL_MALFORMAT:
      return .malformedURL("libcurl cannot read it")
    case CURLE_COULDNT_RESOLVE_HOST:
      return .unresolved(host: address.host)
    case CURLE_COULDNT_CONNECT:
      let detail = connectDetail(job, words)
      return isProxyMeant(job, words)
        ? .proxyUnreachable(detail: detail)
        : .unreachable(address: "\(address.host) port \(address.port)", detail: detail)
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
      return .proxyUnreachable(detail: words)
    case CURLE_OPERATION_TIMEDOUT:
      return timeout(job)
    case CURLE_PEER_FAILED_VERIFICATION:
      return .untrusted(certificateFault(job, words))
    case CURLE_SSL_CERTPROBLEM:
      return .identityUnusable(detail: words)
    case CURLE_SSL_CACERT_BADFILE:
      return .untrusted(.other("the configured certificate authority cannot be read"))
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED:
      return tls(words)
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
      return .notHTTP
    case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2,
      CURLE_HTTP2_STREAM:
      return lostConnection(job, words)
    default:
      return .other(code: Int(code.rawValue), detail: words)
    }
  }

  private static func connectDetail(_ job: TransferJob, _ words: String) -> String {
    let number = job.handle.long(CURLINFO_OS_ERRNO)
    return number == 0 ? words : systemWords(Int32(number))
  }

  private static func isProxyMeant(_ job: TransferJob, _ words: String) -> Bool {
    switch job.proxy {
    case .url: true
    case .none: false
    // libcurl names the port that it tried; which proxy the environment named, it keeps to itself.
    case .environment: !words.contains(" port \(job.transfer.order.address.port) ")
    }
  }

  private static func timeout(_ job: TransferJob) -> HTTPError.Reason {
    let spent = Duration.microseconds(job.handle.offset(CURLINFO_TOTAL_TIME_T))
    let isConnected = job.handle.offset(CURLINFO_PRETRANSFER_TIME_T) > 0
    if spent < job.limit, !isConnected {
      return .timedOut(.connecting, after: spent)
    }
    return job.isLimitedByDeadline ? .deadline(pause: nil) : .timedOut(.whole, after: job.limit)
  }

  private static func lostConnection(_ job: TransferJob, _ words: String) -> HTTPError.Reason {
    let proxyStatus = job.handle.long(CURLINFO_HTTP_CONNECTCODE)
    if proxyStatus != 0, !(200..<300).contains(proxyStatus) {
      return .proxyRefused(status: proxyStatus)
    }
    if !job.isHeadComplete {
      // With TLS 1.3 the server's refusal arrives when the handshake is done on our side.
      return words.contains("alert") ? tls(words) : .unanswered
    }
    let expected = job.handle.offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
    let received = job.handle.offset(CURLINFO_SIZE_DOWNLOAD_T)
    return .cutOff(expected: expected < 0 ? nil : expected, received: received)
  }

  private static func tls(_ words: String) -> HTTPError.Reason {
    let refusals = ["certificate required", "bad certificate", "handshake failure", "unknown ca"]
    let isRefusal = words.contains("alert") && refusals.contains { words.contains($0) }
    return isRefusal ? .identityRefused(detail: words) : .tls(detail: words)
  }

  private static func certificateFault(_ job: TransferJob, _ words: String) -> HTTPError.CertificateFault {
    // The numbers are OpenSSL's X509_V_ERR_*.
    switch job.handle.long(CURLINFO_SSL_VERIFYRESULT) {
    case 9: .notYetValid
    case 10: .expired
    case 18, 19: .selfSigned
    case 2, 20, 21, 27: .unknownAuthority
    case 62, 63, 64: .otherName(expected: job.serverName)
    default:
      words.contains("subject name") ? .otherName(expected: job.serverName) : .other(words)
    }
  }
}
