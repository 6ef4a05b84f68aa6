/// Collects the lines of a response's head.
struct HeadParser {
  enum Step: Equatable {
    case more

    /// The head is whole.
    case complete

    /// The head is longer than ``limit``.
    case tooLong
  }

  /// Bytes of the longest head.
  static let limit = 256 << 10

  private(set) var status = 0
  private(set) var headers = HTTPHeaders()
  private(set) var isComplete = false
  private var count = 0

  /// Takes one line, with its line end.
  ///
  /// Interim answers (1xx) are passed over, and so are trailers.
  mutating func take(_ line: UnsafeRawBufferPointer) -> Step {
    count += line.count
    guard count <= Self.limit else { return .tooLong }
    guard !isComplete else { return .more }
    let text = unsafe line[...].trimming { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    if unsafe text.isEmpty {
      isComplete = status >= 200
      return isComplete ? .complete : .more
    }
    if unsafe text.starts(with: "HTTP/".utf8) {
      status = unsafe text.split(separator: UInt8(ascii: " ")).dropFirst().first.flatMap { unsafe Self.number($0) } ?? 0
      headers = HTTPHeaders()
    } else if let colon = unsafe text.firstIndex(of: UInt8(ascii: ":")) {
      let value = unsafe text[(colon + 1)...].trimming { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      unsafe headers.append(text[..<colon], value)
    }
    return .more
  }

  private static func number(_ digits: Slice<UnsafeRawBufferPointer>) -> Int? {
    Int(unsafe String(decoding: digits, as: UTF8.self))
  }
}

extension Slice<UnsafeRawBufferPointer> {
  /// Without such bytes at both ends.
  fileprivate func trimming(_ isBlank: (UInt8) -> Bool) -> Self {
    guard let first = unsafe firstIndex(where: { !isBlank($0) }), let last = unsafe lastIndex(where: { !isBlank($0) })
    else { return unsafe self[startIndex..<startIndex] }
    return unsafe self[first...last]
  }
}
