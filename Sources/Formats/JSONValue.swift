/// What a JSON text says, as far as objects and strings go; everything else is checked and forgotten.
///
/// It reads what Go's `encoding/json` reads, because a kubelet reads pull secrets with that: strict about commas,
/// numbers and control characters, the last of two members of one name wins, half a surrogate pair becomes U+FFFD.
/// `JSONDecoder` differs in each of these.
enum JSONValue: Equatable {
  case object([String: JSONValue])
  case string(String)
  case null
  /// A number, an array, `true` or `false`.
  case other

  /// Reads `text`; nil where it is no JSON (RFC 8259), or nested more than 512 levels deep.
  init?(parsing text: String) {
    var scanner = JSONScanner(text)
    guard let value = try? scanner.document() else { return nil }
    self = value
  }
}

/// Walks over the bytes of one JSON text.
private struct JSONScanner {
  struct Malformed: Error {}

  /// Deep nesting must not exhaust the stack.
  private static let deepest = 512

  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  mutating func document() throws(Malformed) -> JSONValue {
    let value = try value(depth: 1)
    skipBlanks()
    guard position == bytes.count else { throw Malformed() }
    return value
  }

  private var next: UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  private mutating func value(depth: Int) throws(Malformed) -> JSONValue {
    guard depth <= JSONScanner.deepest else { throw Malformed() }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "n"):
      try expect("null")
      return .null
    case UInt8(ascii: "t"): try expect("true")
    case UInt8(ascii: "f"): try expect("false")
    case _: try number()
    }
    return .other
  }

  private mutating func object(depth: Int) throws(Malformed) -> [String: JSONValue] {
    try expect("{")
    skipBlanks()
    var members: [String: JSONValue] = [:]
    if accept("}") { return members }
    repeat {
      skipBlanks()
      let name = try string()
      skipBlanks()
      try expect(":")
      members[name] = try value(depth: depth + 1)
      skipBlanks()
    } while accept(",")
    try expect("}")
    return members
  }

  private mutating func array(depth: Int) throws(Malformed) {
    try expect("[")
    skipBlanks()
    if accept("]") { return }
    repeat {
      _ = try value(depth: depth + 1)
      skipBlanks()
    } while accept(",")
    try expect("]")
  }

  private mutating func number() throws(Malformed) {
    _ = accept("-")
    if !accept("0") { try digits() }
    if accept(".") { try digits() }
    if accept("e") || accept("E") {
      _ = accept("+") || accept("-")
      try digits()
    }
  }

  private mutating func digits() throws(Malformed) {
    let start = position
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard position > start else { throw Malformed() }
  }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func accept(_ mark: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: mark) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ text: StaticString) throws(Malformed) {
    for byte in text.description.utf8 {
      guard next == byte else { throw Malformed() }
      position += 1
    }
  }
}

extension JSONScanner {
  private mutating func string() throws(Malformed) -> String {
    try expect("\"")
    let start = position
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
    var text = bytes[start..<position]
    while !accept("\"") {
      guard let byte = next, byte >= 0x20 else { throw Malformed() }
      position += 1
      if byte == UInt8(ascii: "\\") {
        text += try escaped().utf8
      } else {
        text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The character that an escape stands for; its backslash is read already.
  private mutating func escaped() throws(Malformed) -> String {
    guard let byte = next else { throw Malformed() }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(Unicode.Scalar(byte))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try escapedUnit()
    case _: throw Malformed()
    }
  }

  private mutating func escapedUnit() throws(Malformed) -> String {
    let first = try hexadecimalUnit()
    guard UTF16.isLeadSurrogate(first) else { return String(decoding: [first], as: UTF16.self) }
    let afterFirst = position
    if accept("\\"), accept("u") {
      let second = try hexadecimalUnit()
      if UTF16.isTrailSurrogate(second) { return String(decoding: [first, second], as: UTF16.self) }
    }
    position = afterFirst
    return "\u{FFFD}"
  }

  private mutating func hexadecimalUnit() throws(Malformed) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw Malformed() }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
