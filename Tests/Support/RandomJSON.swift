import Foundation

/// Random JSON objects, the same ones for the same seed, spelled with random blanks and escapes.
package struct RandomJSON {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  /// A number from 0 below `bound` (xorshift64*).
  package mutating func next(_ bound: Int) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % bound
  }

  /// A value, its strings in pieces as they are spelled.
  package indirect enum Value {
    case literal(String)
    case text([String])
    case list([Value])
    case object([(String, Value)])
  }

  /// An object of nested values.
  package mutating func object(depth: Int) -> Value {
    .object((0..<next(5)).map { ("k\($0)", value(depth: depth - 1)) })
  }

  private mutating func value(depth: Int) -> Value {
    switch depth > 0 ? next(5) : next(3) {
    case 0: .literal(["0", "-1.5e3", "true", "false", "null"][next(5)])
    case 1, 2: .text((0..<next(12)).map { _ in Self.pieces[next(Self.pieces.count)] })
    case 3: .list((0..<next(4)).map { _ in value(depth: depth - 1) })
    default: object(depth: depth)
    }
  }

  /// Pieces of strings that are hard on a splitter.
  private static let pieces = [
    "a", #"\""#, #"\\"#, "{", "}", "[", "]", ",", ":", #"\u0022"#, #"\/"#, "żółć", "😀", " items ", #"\n"#,
    "12345678",
  ]

  /// The text of a value.
  package mutating func spell(_ value: Value) -> String {
    switch value {
    case .literal(let text):
      return text
    case .text(let pieces):
      return "\"" + pieces.joined() + "\""
    case .list(let values):
      return "[" + values.map { spell($0) + blanks() }.joined(separator: ",") + "]"
    case .object(let fields):
      let spelled = fields.map { "\"\($0.0)\"" + blanks() + ":" + blanks() + spell($0.1) }
      return "{" + spelled.joined(separator: ",") + blanks() + "}"
    }
  }

  private mutating func blanks() -> String {
    ["", " ", "\n\t", ""][next(4)]
  }
}
