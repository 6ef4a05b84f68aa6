/// Identifiers and passwords that look random and are the same in every run, so that reports can be compared.
package enum Identifiers {
  /// A UUID that belongs to `text`.
  package static func uid(_ text: String) -> String {
    let digits = Array(hexadecimal(hash("uid/1/" + text)) + hexadecimal(hash("uid/2/" + text)))
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
    return groups.joined(separator: "-")
  }

  /// A password in the form of a GitLab token that belongs to `text`.
  package static func token(_ text: String) -> String {
    let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789")
    var seed = hash("token/" + text)
    var token = "glpat-"
    for _ in 0..<20 {
      // One step of a linear congruential generator; its low bits repeat too soon to be used.
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      token.append(letters[Int((seed >> 33) % UInt64(letters.count))])
    }
    return token
  }

  /// FNV-1a, 64 bit.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
