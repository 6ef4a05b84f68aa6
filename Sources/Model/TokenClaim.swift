package import Foundation

/// What the annotations of a pull secret say of the token that it holds; we write them with the token.
package struct TokenClaim: Sendable, Hashable {
  package var id: Int
  /// SHA-256 of the token in lower-case hexadecimal digits: the claim is void where the password was changed since.
  package var sha256: String
  /// The tokens that it took over from, which are revoked some time after.
  package var predecessors: Set<Int>
  /// When it was written into the secret.
  package var rotatedAt: Date?

  package static let idAnnotation = "driftcheck.kyotu.tech/token-id"
  package static let expiresAtAnnotation = "driftcheck.kyotu.tech/token-expires-at"
  package static let sha256Annotation = "driftcheck.kyotu.tech/token-sha256"
  package static let predecessorsAnnotation = "driftcheck.kyotu.tech/previous-token-ids"
  package static let rotatedAtAnnotation = "driftcheck.kyotu.tech/rotated-at"

  package init(id: Int, sha256: String, predecessors: Set<Int> = [], rotatedAt: Date? = nil) {
    self.id = id
    self.sha256 = sha256
    self.predecessors = predecessors
    self.rotatedAt = rotatedAt
  }

  /// Reads the claim; nil where id or digest is lacking or is none.
  ///
  /// A list of predecessors that cannot be read as a whole counts as empty.
  package init?(annotations: [String: String]) {
    guard let id = annotations[TokenClaim.idAnnotation].flatMap({ Int($0) }),
      let sha256 = annotations[TokenClaim.sha256Annotation]
    else { return nil }
    let list = (annotations[TokenClaim.predecessorsAnnotation] ?? "").split(separator: ",").map { element in
      Int(element.trimmingCharacters(in: .whitespaces))
    }
    let predecessors = list.contains(nil) ? [] : list.compactMap(\.self)
    let rotatedAt = annotations[TokenClaim.rotatedAtAnnotation].flatMap { try? Date($0, strategy: .iso8601) }
    self.init(id: id, sha256: sha256, predecessors: Set(predecessors), rotatedAt: rotatedAt)
  }

  /// The annotations that say it; a nil takes one away that is there.
  ///
  /// - Parameter day: the day on which the token ends, `2026-12-01`, for people.
  package func annotations(endingOn day: String) -> [String: String?] {
    let list = predecessors.sorted().map(String.init).joined(separator: ",")
    return [
      TokenClaim.idAnnotation: String(id),
      TokenClaim.expiresAtAnnotation: day,
      TokenClaim.sha256Annotation: sha256,
      TokenClaim.predecessorsAnnotation: list.isEmpty ? nil : list,
      TokenClaim.rotatedAtAnnotation: rotatedAt?.formatted(.iso8601),
    ]
  }
}
