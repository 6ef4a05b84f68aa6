import Wire

/// Follows the text around the items of a list, byte by byte, and keeps it.
struct EnvelopeScanner {
  /// What a byte meant.
  enum Step {
    case further
    /// The array of items has begun.
    case itemsBegin
    /// The list's object has ended.
    case end
    /// No JSON object, or one with two `items`.
    case broken
  }

  private(set) var text: [UInt8] = []
  /// Whether the list's object has begun, so that the text is JSON rather than something else.
  private(set) var hasBegun = false
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  /// The last string at the first depth: a key, if a colon follows.
  private var lastString: [UInt8] = []
  private var isValueOfItems = false
  private var hasSeenItems = false

  /// Takes the next byte.
  mutating func take(_ byte: UInt8) -> Step {
    text.append(byte)
    guard !isInString else {
      takeInString(byte)
      return .further
    }
    switch byte {
    case JSONBytes.quote:
      isInString = true
      isValueOfItems = false
      lastString.removeAll(keepingCapacity: true)
    case JSONBytes.colon:
      isValueOfItems = depth == 1 && lastString.elementsEqual("items".utf8)
    case JSONBytes.openBrace:
      depth += 1
      hasBegun = true
      isValueOfItems = false
    case JSONBytes.openBracket:
      depth += 1
      return openBracket()
    case JSONBytes.closeBrace, JSONBytes.closeBracket:
      depth -= 1
      if depth <= 0 { return depth == 0 ? .end : .broken }
    default:
      if depth == 0, !JSONBytes.isWhitespace(byte) { return .broken }
    }
    return .further
  }

  private mutating func takeInString(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == JSONBytes.backslash {
      isEscaped = true
    } else if byte == JSONBytes.quote {
      isInString = false
      return
    }
    if depth == 1 { lastString.append(byte) }
  }

  private mutating func openBracket() -> Step {
    guard depth > 1 else { return .broken }
    guard isValueOfItems else { return .further }
    guard !hasSeenItems else { return .broken }
    isValueOfItems = false
    hasSeenItems = true
    return .itemsBegin
  }
}
