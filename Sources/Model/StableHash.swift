/// A hash that is the same in every run and on every machine, which Swift's own is not; no protection against intent.
///
/// FNV-1a of 64 bits (draft-eastlake-fnv), over the parts with a zero byte between them.
package struct StableHash: Sendable, Hashable, CustomStringConvertible {
  /// Sixteen hexadecimal digits.
  package let description: String

  /// Hashes `parts` in their order.
  package init(_ parts: [String]) {
    let digest = parts.joined(separator: "\u{0}").utf8.reduce(0xcbf2_9ce4_8422_2325) { (hash: UInt64, byte) in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digits = String(digest, radix: 16)
    description = String(repeating: "0", count: 16 - digits.count) + digits
  }
}
