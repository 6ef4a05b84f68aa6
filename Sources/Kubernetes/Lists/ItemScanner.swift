import Wire

/// Finds the end of one item, and within it the entries of `metadata.managedFields`.
struct ItemScanner {
  private var depth = 0
  /// The last string at a depth where keys matter.
  private var lastString = 0..<0
  private var isInMetadata = false
  private var isValueOfManagedFields = false
  private var cutStart: Int?
  /// The opening quote of a string that the text ended in, and where to go on.
  private var openString: (start: Int, resume: Int)?

  private static let metadataDepth = 2

  /// Scans on from `position`, which is moved to behind what was looked at.
  ///
  /// Offsets into `bytes` must stay valid from one call to the next until the item has ended.
  ///
  /// - Returns: Whether the item ended.
  mutating func scan(
    _ bytes: UnsafeRawBufferPointer,
    from position: inout Int,
    cuts: inout [Range<Int>]
  ) -> Bool {
    if let open = openString {
      openString = nil
      guard pass(stringFrom: open.start, resume: open.resume, in: bytes, &position) else { return false }
    }
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case JSONBytes.quote:
        guard pass(stringFrom: position, resume: position, in: bytes, &position) else { return false }
      case JSONBytes.colon:
        noteKey(in: bytes)
      case JSONBytes.openBrace, JSONBytes.openBracket:
        depth += 1
        if isValueOfManagedFields {
          isValueOfManagedFields = false
          if byte == JSONBytes.openBracket { cutStart = position }
        }
      case JSONBytes.closeBrace, JSONBytes.closeBracket:
        depth -= 1
        if depth == Self.metadataDepth, let start = cutStart {
          cuts.append(start..<position - 1)
          cutStart = nil
        }
        if depth == 0 { return true }
      default:
        break
      }
    }
    return false
  }

  @inline(__always)
  private mutating func pass(
    stringFrom start: Int,
    resume: Int,
    in bytes: UnsafeRawBufferPointer,
    _ position: inout Int
  ) -> Bool {
    switch JSONBytes.endOfString(in: bytes, from: resume) {
    case .closed(let end):
      if depth <= Self.metadataDepth { lastString = start..<end }
      position = end + 1
      return true
    case .open(let resume):
      openString = (start, resume)
      position = bytes.count
      return false
    }
  }

  @inline(__always)
  private mutating func noteKey(in bytes: UnsafeRawBufferPointer) {
    if depth == 1 {
      isInMetadata = bytes[lastString].elementsEqual("metadata".utf8)
    } else if depth == Self.metadataDepth, isInMetadata {
      isValueOfManagedFields = bytes[lastString].elementsEqual("managedFields".utf8)
    }
  }

  /// Moves the remembered offsets after the first `count` bytes were forgotten.
  mutating func forget(_ count: Int) {
    lastString = max(0, lastString.lowerBound - count)..<max(0, lastString.upperBound - count)
    cutStart = cutStart.map { $0 - count }
    openString = openString.map { ($0.start - count, $0.resume - count) }
  }
}
