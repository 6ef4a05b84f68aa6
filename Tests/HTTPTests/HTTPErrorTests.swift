import HTTP
import Testing

@Suite("The words of errors")
struct HTTPErrorTests {
  @Test(
    "Each says what was tried, what came of it, and what to do next",
    arguments: [
      (
        HTTPError.Reason.unresolved(host: "example.com"),
        "the host name 'example.com' cannot be resolved. Check its spelling and this machine's DNS."
      ),
      (
        .cutOff(expected: 100, received: 40),
        "the answer was cut off after 40 of 100 bytes. Look at the server, and at proxies in between."
      ),
      (
        .timedOut(.stalled, after: .seconds(30)),
        "not one byte arrived for 30 s. Look at the load of the server, and at proxies in between."
      ),
      (
        .timedOut(.connecting, after: .milliseconds(250)),
        "no connection within 250 ms. Check host and port, and whether a firewall or a proxy is in between."
      ),
      (
        .untrusted(.unknownAuthority),
        "the server's certificate is signed by an authority that is not trusted here. Configure the "
          + "certificate of that authority (CA) for this server."
      ),
      (
        .untrusted(.otherName(expected: "example.com")),
        "the server's certificate is not made out to 'example.com'. Use a host name that it bears, or set "
          + "the TLS server name."
      ),
      (
        .deadline(pause: .seconds(60)),
        "the next try would be due in 60 s, after the run's deadline. Run again later, or with a longer "
          + "deadline."
      ),
      (
        .proxyRefused(status: 407),
        "the proxy refused the connection with status 407. Check that it allows this host and port, its "
          + "user and password, and NO_PROXY."
      ),
    ]
  )
  func words(reason: HTTPError.Reason, text: String) {
    let error = HTTPError(reason, method: .get, url: "https://example.com/api?token=hunter2")
    #expect(error.description == "GET https://example.com/api?token=…: " + text)
  }

  @Test("More than one try is mentioned")
  func saysAttempts() {
    let error = HTTPError(.cancelled, method: .put, url: "https://example.com", attempts: 3)
    #expect(error.description == "PUT https://example.com (tried 3 times): cancelled before it was done.")
  }
}
