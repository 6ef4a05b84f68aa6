package import Foundation

/// Certificates made by `openssl` for one test, in a folder that goes with it.
package final class TestCertificates: Sendable {
  /// A certificate and its key, as files.
  package struct Pair: Sendable {
    package let certificate: URL
    package let key: URL

    /// The certificate in PEM.
    package func certificateText() throws -> String { try String(contentsOf: certificate, encoding: .utf8) }

    /// The key in PEM.
    package func keyText() throws -> String { try String(contentsOf: key, encoding: .utf8) }
  }

  package let folder: URL

  /// The authority that signs all others.
  package let authority: Pair

  /// Makes a folder and an authority.
  package init() async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "driftcheck-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    authority = Pair(certificate: folder.appending(path: "ca.pem"), key: folder.appending(path: "ca.key"))
    try await TestProcess(
      Self.newKey(authority.key) + [
        "-x509", "-out", authority.certificate.path, "-days", "2", "-subj", "/CN=Test authority",
      ]
    ).waitForSuccess()
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Signs a certificate; `names` as in `DNS:localhost,IP:127.0.0.1`.
  ///
  /// A negative `days` makes an expired one.
  package func pair(_ name: String, names: String, days: Int = 2) async throws -> Pair {
    let pair = Pair(
      certificate: folder.appending(path: "\(name).pem"),
      key: folder.appending(path: "\(name).key")
    )
    let request = folder.appending(path: "\(name).csr").path
    try await TestProcess(
      Self.newKey(pair.key) + ["-out", request, "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(names)"]
    ).waitForSuccess()
    try await TestProcess([
      "openssl", "x509", "-req", "-in", request, "-out", pair.certificate.path, "-days", "\(days)",
      "-CA", authority.certificate.path, "-CAkey", authority.key.path, "-copy_extensions", "copy",
    ]).waitForSuccess()
    return pair
  }

  private static func newKey(_ file: URL) -> [String] {
    [
      "openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-keyout", file.path,
    ]
  }
}
