extension HTTPError: CustomStringConvertible {
  /// What was tried, what came of it, and what to do next.
  package var description: String {
    let tries = attempts > 1 ? " (tried \(attempts) times)" : ""
    return (request.isEmpty ? "" : "\(request)\(tries): ") + reason.description
  }
}

extension HTTPError.Reason: CustomStringConvertible {
  /// What went wrong, and what to do next.
  package var description: String {
    switch self {
    case .malformedConfiguration(let fault):
      "\(fault). Correct the configuration of this connection."
    case .malformedURL(let fault):
      "the URL cannot be used: \(fault). Correct it in the configuration."
    case .malformedField(let name):
      "the header '\(name)' holds a line end or another control character. Look at the file or variable "
        + "that it comes from."
    case .unresolved(let host):
      "the host name '\(host)' cannot be resolved. Check its spelling and this machine's DNS."
    case .unreachable(let address, let detail):
      "no connection to \(address): \(detail). Check host and port, and whether a firewall or a proxy is "
        + "in between."
    case .untrusted(let fault):
      fault.description
    case .identityRefused(let detail):
      "the server refused us without a client certificate that it accepts (\(detail)). Configure the "
        + "certificate and key that it asks for."
    case .identityUnusable(let detail):
      "the client certificate or its key cannot be used (\(detail)). Check that both are PEM, belong "
        + "together, and that the key has no passphrase."
    case .tls(let detail):
      "TLS failed: \(detail). Check that the port speaks TLS 1.2 or later."
    case .timedOut(let wait, let duration):
      wait.description(after: duration.inWords)
    case .deadline(let pause?):
      "the next try would be due in \(pause.inWords), after the run's deadline. Run again later, or with a "
        + "longer deadline."
    case .deadline(nil):
      "the run's deadline is over. Run again with a longer one."
    case .cancelled:
      "cancelled before it was done."
    case .unanswered:
      "the connection ended before any answer. Look at the server, and at proxies in between; it may have "
        + "acted."
    case .cutOff(let expected?, let received):
      "the answer was cut off after \(received) of \(expected) bytes. Look at the server, and at proxies "
        + "in between."
    case .cutOff(nil, let received):
      "the answer was cut off after \(received) bytes, before its end. Look at the server, and at proxies "
        + "in between."
    case .tooLarge(let limit):
      "the answer is larger than the \(limit) bytes that are allowed. Check that the URL is the right one."
    case .proxyUnreachable(let detail):
      "the proxy cannot be reached: \(detail). Check the configured proxy, HTTPS_PROXY and NO_PROXY."
    case .proxyRefused(let status):
      "the proxy refused the connection with status \(status). Check that it allows this host and port, "
        + "its user and password, and NO_PROXY."
    case .notHTTP:
      "what came back is not HTTP. Check the port, and whether the server expects https instead of http."
    case .shutDown:
      "the client was shut down."
    case .secondReader:
      "the body has a reader already."
    case .other(let code, let detail):
      "\(detail) (libcurl \(code))."
    }
  }
}

extension HTTPError.CertificateFault {
  fileprivate var description: String {
    switch self {
    case .unknownAuthority:
      "the server's certificate is signed by an authority that is not trusted here. Configure the "
        + "certificate of that authority (CA) for this server."
    case .selfSigned:
      "the server's certificate, or the root of its chain, is signed by itself and not trusted here. "
        + "Configure it as the certificate authority (CA) for this server."
    case .expired:
      "the server's certificate has expired. Renew it on the server, or check this machine's clock."
    case .notYetValid:
      "the server's certificate is not valid yet. Check this machine's clock and the server's."
    case .otherName(let expected):
      "the server's certificate is not made out to '\(expected)'. Use a host name that it bears, or set "
        + "the TLS server name."
    case .other(let text):
      "the server's certificate was refused: \(text)."
    }
  }
}

extension HTTPError.Wait {
  fileprivate func description(after time: String) -> String {
    switch self {
    case .connecting:
      "no connection within \(time). Check host and port, and whether a firewall or a proxy is in between."
    case .stalled:
      "not one byte arrived for \(time). Look at the load of the server, and at proxies in between."
    case .whole:
      "no whole answer within \(time). Look at the load of the server, or allow more time."
    }
  }
}

extension Duration {
  fileprivate var inWords: String {
    self < .seconds(1)
      ? "\(Int(self / .milliseconds(1))) ms"
      : "\(Int((self / .seconds(1)).rounded())) s"
  }
}
