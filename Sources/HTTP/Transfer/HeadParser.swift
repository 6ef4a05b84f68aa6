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
    var text = unsafe Substring(decoding: line, as: UTF8.self)
    while let last = text.last, last.isNewline {
      text.removeLast()
    }
    if text.isEmpty {
      isComplete = status >= 200
      return isComplete ? .complete : .more
    }
    if text.hasPrefix("HTTP/") {
      status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      headers = HTTPHeaders()
    } else if let colon = text.firstIndex(of: ":") {
      headers.append(String(text[..<colon]), text[text.index(after: colon)...].trimmingBlanks())
    }
    return .more
  }
}

extension Substring {
  fileprivate func trimmingBlanks() -> String {
    guard let first = firstIndex(where: { $0 != " " && $0 != "\t" }),
      let last = lastIndex(where: { $0 != " " && $0 != "\t" })
    else { return "" }
    return String(self[first...last])
  }
}
