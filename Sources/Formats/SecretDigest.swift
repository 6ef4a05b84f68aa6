import CCrypto
package import Secrets

/// What tells one secret from another without giving either away.
package enum SecretDigest {
  /// SHA-256 of the UTF-8 bytes in 64 lower-case hexadecimal digits; nil where libcrypto has no SHA-256.
  package static func sha256(of secret: Secret) -> String? {
    let bytes = Array(secret.reveal().utf8)
    var digest = [UInt8](repeating: 0, count: 32)
    guard EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil) == 1 else { return nil }
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
