/// What git calls the content of a file: equal contents have equal ones, in every repository.
///
/// SHA-1 of the word `blob`, the length in bytes, a zero byte and the content (gitformat-loose(5), "Object format").
package struct BlobID: Sendable, Hashable {
  // Not an array, as there is one for each file of a repository.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt32

  /// Takes over the twenty bytes of the hash; nil where there are more or fewer.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == 20 else { return nil }
    var numbers: (UInt64, UInt64, UInt32) = (0, 0, 0)
    for (place, byte) in bytes.enumerated() {
      switch place {
      case ..<8: numbers.0 = numbers.0 << 8 | UInt64(byte)
      case ..<16: numbers.1 = numbers.1 << 8 | UInt64(byte)
      case _: numbers.2 = numbers.2 << 8 | UInt32(byte)
      }
    }
    (first, second, third) = numbers
  }

  /// Reads forty hexadecimal digits; nil for anything else.
  package init?(hexadecimal text: String) {
    let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue.map(UInt8.init) }
    guard digits.count == 40, text.utf8.count == 40 else { return nil }
    self.init(stride(from: 0, to: 40, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
  }
}

extension BlobID: CustomStringConvertible {
  /// Forty hexadecimal digits, as git shows it.
  package var description: String {
    [(UInt64(third), 8), (second, 16), (first, 16)].reduce("") { rest, part in
      let digits = String(part.0, radix: 16)
      return String(repeating: "0", count: part.1 - digits.count) + digits + rest
    }
  }
}
