import struct Model.TextPlace

/// Refuses a text with so many aliases that reading it might never end.
///
/// The parser puts in what an alias stands for and compares keys with all that is in them, before anybody can look at
/// the result; ten aliases on each of ten lines are enough to stop it. Aliases are refused anyway, so this look at the
/// bare text may be rough: it counts each `*name` for which there is a `&name`, quoted or not.
enum AliasLimit {
  /// More aliases than this are refused; with as many, no node can stand for more than some thousands.
  private static let most = 24

  static func check(_ text: String) throws(YAMLFlaw) {
    let bytes = Array(text.utf8)
    var anchors: [ArraySlice<UInt8>: Int] = [:]
    var aliases: [ArraySlice<UInt8>] = []
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "&"):
        let name = name(in: bytes, after: index)
        if anchors[name] == nil { anchors[name] = index }
      case UInt8(ascii: "*"): aliases.append(name(in: bytes, after: index))
      case _: break
      }
    }
    let known = aliases.filter { !$0.isEmpty && anchors[$0] != nil }
    guard known.count > most, let first = known.compactMap({ anchors[$0] }).min() else { return }
    throw YAMLFlaw(
      problem: .anchor(String(decoding: name(in: bytes, after: first), as: UTF8.self)),
      place: place(of: first, in: bytes)
    )
  }

  /// libyaml's anchors are made of ASCII letters, digits, `-` and `_`.
  private static func name(in bytes: [UInt8], after index: Int) -> ArraySlice<UInt8> {
    bytes[(index + 1)...].prefix { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      case _: false
      }
    }
  }

  private static func place(of index: Int, in bytes: [UInt8]) -> TextPlace {
    let lines = bytes[..<index].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let column = lines.last.map { String(decoding: $0, as: UTF8.self).unicodeScalars.count } ?? 0
    return TextPlace(line: lines.count, column: column + 1)
  }
}
