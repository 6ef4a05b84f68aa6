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
    // Bytes, not characters: thousands of answers have twenty lines each.
    var text = unsafe String(decoding: line, as: UTF8.self).utf8[...]
    while let last = text.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") {
      text.removeLast()
    }
    if text.isEmpty {
      isComplete = status >= 200
      return isComplete ? .complete : .more
    }
    if text.starts(with: "HTTP/".utf8) {
      status = Substring(text).split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      headers = HTTPHeaders()
    } else if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
      headers.append(String(Substring(text[..<colon])), text[text.index(after: colon)...].trimmingBlanks())
    }
    return .more
  }
}

extension Substring.UTF8View {
  fileprivate func trimmingBlanks() -> String {
    guard let first = firstIndex(where: Self.isVisible), let last = lastIndex(where: Self.isVisible) else { return "" }
    return String(Substring(self[first...last]))
  }

  private static func isVisible(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: " ") && byte != UInt8(ascii: "\t")
  }
}
