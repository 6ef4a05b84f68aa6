import Foundation
import Secrets
import TestSupport
import Testing

@testable import Git

@Suite("A private key")
struct PrivateKeyTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func made(by program: String, _ arguments: String...) async throws -> PrivateKey.Fault? {
    let file = folder.url.appending(path: "key").path
    let run = try await Program.run(program, arguments.map { $0 == "FILE" ? file : $0 })
    try #require(run.status == 0, "\(run.errors)")
    return PrivateKey.fault(in: Secret(try String(contentsOfFile: file, encoding: .utf8)))
  }

  @Test("of ed25519 or ECDSA is fine, in each format that ssh-keygen writes", arguments: ["ed25519", "ecdsa"])
  func usable(kind: String) async throws {
    #expect(try await made(by: "ssh-keygen", "-q", "-t", kind, "-N", "", "-f", "FILE") == nil)
  }

  @Test("of ECDSA is fine in PEM and PKCS #8, too", arguments: ["PEM", "PKCS8"])
  func usablePEM(format: String) async throws {
    #expect(try await made(by: "ssh-keygen", "-q", "-t", "ecdsa", "-m", format, "-N", "", "-f", "FILE") == nil)
  }

  @Test("of RSA is refused in each format", arguments: ["RFC4716", "PEM", "PKCS8"])
  func rsa(format: String) async throws {
    #expect(try await made(by: "ssh-keygen", "-q", "-t", "rsa", "-m", format, "-N", "", "-f", "FILE") == .rsa)
  }

  @Test("with a passphrase is refused in each format", arguments: ["RFC4716", "PEM", "PKCS8"])
  func passphrase(format: String) async throws {
    let fault = try await made(by: "ssh-keygen", "-q", "-t", "ecdsa", "-m", format, "-N", "secret", "-f", "FILE")
    #expect(fault == .hasPassphrase)
  }

  @Test("of DSA is refused by its kind")
  func otherKind() async throws {
    let fault = try await made(by: "ssh-keygen", "-q", "-t", "dsa", "-N", "", "-f", "FILE")
    #expect(fault == .otherKind("ssh-dss"))
  }

  @Test(
    "is told from what is none",
    arguments: [
      ("", PrivateKey.Fault.notAPrivateKey),
      ("ssh-ed25519 AAAA tester", .publicKey),
      ("-----BEGIN CERTIFICATE-----", .notAPrivateKey),
      ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----", .notAPrivateKey),
      (
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA/////w==\n-----END OPENSSH PRIVATE KEY-----",
        .notAPrivateKey
      ),
    ]
  )
  func none(text: String, fault: PrivateKey.Fault) {
    #expect(PrivateKey.fault(in: Secret(text)) == fault)
  }
}
