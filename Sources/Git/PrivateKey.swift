import Foundation
import Secrets

/// What an SSH private key must be, so that libssh2 can use it.
///
/// libssh2 1.10 signs with an RSA key in a way (SHA-1) that servers refuse since OpenSSH 8.8.
package enum PrivateKey {
  /// Why a key cannot be used.
  package enum Fault: Sendable, Equatable {
    case notAPrivateKey
    case publicKey
    case hasPassphrase
    case rsa

    /// A kind such as `ssh-dss`, or one that lives in a token.
    case otherKind(String)
  }

  /// Says what is wrong with a key; nil where nothing is, as far as can be seen without a server.
  static func fault(in key: Secret) -> Fault? {
    let text = key.reveal()
    guard text.contains("PRIVATE KEY-----") else {
      return text.hasPrefix("ssh-") || text.hasPrefix("ecdsa-") ? .publicKey : .notAPrivateKey
    }
    if text.contains("ENCRYPTED") { return .hasPassphrase }
    if text.contains("BEGIN RSA ") { return .rsa }
    guard let data = body(of: text) else { return .notAPrivateKey }
    if text.contains("BEGIN OPENSSH ") { return fault(inOpenSSH: [UInt8](data)) }
    // The object identifier of RSA, 1.2.840.113549.1.1.1, in a key of PKCS #8.
    let rsa = Data([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01])
    return data.range(of: rsa) == nil ? nil : .rsa
  }

  /// What stands between the two marks, decoded.
  private static func body(of text: String) -> Data? {
    let lines = text.split(whereSeparator: \.isNewline)
      .drop { !$0.hasPrefix("-----BEGIN") }.dropFirst().prefix { !$0.hasPrefix("-----END") }
    return Data(base64Encoded: lines.joined(), options: .ignoreUnknownCharacters)
  }

  /// The format is described in OpenSSH's `PROTOCOL.key`: a magic word, cipher, way and parameters of deriving its key,
  /// the number of keys, and a public key, which begins with its kind.
  private static func fault(inOpenSSH bytes: [UInt8]) -> Fault? {
    var rest = bytes[...]
    guard rest.starts(with: Array("openssh-key-v1\0".utf8)) else { return .notAPrivateKey }
    rest = rest.dropFirst(15)
    guard let cipher = text(from: &rest), text(from: &rest) != nil, field(from: &rest) != nil else {
      return .notAPrivateKey
    }
    if cipher != "none" { return .hasPassphrase }
    rest = rest.dropFirst(4)
    guard var key = field(from: &rest), let kind = text(from: &key) else { return .notAPrivateKey }
    if kind == "ssh-rsa" { return .rsa }
    let isUsable = kind == "ssh-ed25519" || kind.hasPrefix("ecdsa-sha2-")
    return isUsable ? nil : .otherKind(kind)
  }

  private static func text(from bytes: inout ArraySlice<UInt8>) -> String? {
    field(from: &bytes).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Takes a field off the front: four bytes of length, and as many bytes.
  private static func field(from bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard bytes.count >= 4 else { return nil }
    let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    bytes = bytes.dropFirst(4)
    guard bytes.count >= length else { return nil }
    defer { bytes = bytes.dropFirst(length) }
    return bytes.prefix(length)
  }
}
