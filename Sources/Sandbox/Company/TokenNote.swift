import CCrypto
package import Foundation

/// What driftcheck notes on a pull secret about the token that it wrote into it.
package struct TokenNote: Sendable {
  var id: Int
  /// The token itself, of which only the digest is noted.
  var secret: String
  var expiresAt: CalendarDay
  var rotatedAt: Date
  /// The tokens that it took over from.
  var predecessors: [Int]

  /// Describes what is noted.
  package init(id: Int, secret: String, expiresAt: CalendarDay, rotatedAt: Date, predecessors: [Int] = []) {
    self.id = id
    self.secret = secret
    self.expiresAt = expiresAt
    self.rotatedAt = rotatedAt
    self.predecessors = predecessors
  }

  /// The annotations by key.
  package var annotations: [String: String] {
    var annotations = [
      "token-id": String(id), "token-expires-at": expiresAt.text, "token-sha256": Self.sha256(secret),
      "rotated-at": Timestamp.kubernetes(rotatedAt),
    ]
    if !predecessors.isEmpty {
      annotations["previous-token-ids"] = predecessors.map(String.init).joined(separator: ",")
    }
    return Dictionary(
      annotations.map { ("driftcheck.kyotu.tech/\($0.key)", $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// SHA-256 of the UTF-8 bytes in lower-case hexadecimal digits.
  private static func sha256(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var digest = [UInt8](repeating: 0, count: 32)
    guard EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil) == 1 else { return "" }
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
