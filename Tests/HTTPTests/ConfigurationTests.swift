import HTTP
import Secrets
import Testing

@Suite("A configuration that cannot be used is refused before any request")
struct ConfigurationTests {
  func reason(_ change: (inout HTTPClientConfiguration) -> Void) throws -> HTTPError.Reason? {
    do {
      _ = try makeClient(change)
      return nil
    } catch let error as HTTPError {
      return error.reason
    }
  }

  @Test("An authority that is no certificate")
  func refusesAuthority() throws {
    let reason = try reason { $0.trust = .pem("not a certificate") }
    #expect(reason == .malformedConfiguration("the certificate authority is not a certificate in PEM"))
  }

  @Test("A client key that is no key, without showing it")
  func refusesKey() throws {
    let certificate = "-----BEGIN CERTIFICATE-----"
    let reason = try reason { $0.clientIdentity = .init(certificate: certificate, key: Secret("hunter2")) }
    #expect(reason == .malformedConfiguration("the client key is not a private key in PEM"))
  }

  @Test(
    "A proxy that is no URL, without showing its password",
    arguments: ["joe:hunter2@proxy", "ftp://h", ""]
  )
  func refusesProxy(proxy: String) throws {
    let reason = try reason { $0.proxy = .url(proxy) }
    #expect(
      "\(try #require(reason))".hasPrefix("the proxy is not a URL such as http://proxy.example.com:3128")
    )
    #expect(!"\(try #require(reason))".contains("hunter2"))
  }

  @Test("A TLS server name that is no host name")
  func refusesServerName() throws {
    let reason = try reason { $0.tlsServerName = "a/b" }
    #expect(reason == .malformedConfiguration("the TLS server name 'a/b' is not a host name"))
  }

  @Test("The proxy's password is in no description of the configuration")
  func hidesProxyPassword() throws {
    var configuration = HTTPClientConfiguration(userAgent: "driftcheck/test")
    configuration.proxy = .url("http://joe:hunter2@proxy.example.com:3128")
    var dumped = ""
    dump(configuration, to: &dumped)
    #expect(!dumped.contains("hunter2"))
    #expect(!"\(configuration)".contains("hunter2"))
    #expect("\(configuration.proxy)" == "http://proxy.example.com:3128")
  }
}
