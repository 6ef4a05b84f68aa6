import Foundation
import Secrets

/// A part of a text from outside, made fit to stand in an error.
enum VisibleText {
  private static let limit = 80
  private static let endingLimit = 400
  /// Anything shorter is a flag such as `-v` or a word that says nothing.
  private static let shortestHidden = 6

  /// The first words of a body that is not what was expected, on one line.
  static func beginning(of bytes: some Collection<UInt8>) -> String {
    let line = oneLine(String(decoding: bytes.prefix(limit * 2), as: UTF8.self))
    return line.count > limit ? line.prefix(limit) + "…" : line
  }

  /// The last words of a program's messages, on one line.
  static func ending(of text: String) -> String {
    let line = oneLine(text)
    return line.count > endingLimit ? "…" + line.suffix(endingLimit) : line
  }

  /// The text with each of the secrets taken out.
  static func hiding(_ secrets: [Secret], in text: String) -> String {
    secrets.filter { $0.reveal().count >= shortestHidden }
      .reduce(text) { $0.replacingOccurrences(of: $1.reveal(), with: "<secret>") }
  }

  private static func oneLine(_ text: String) -> String {
    text.split { $0.isWhitespace || $0.unicodeScalars.contains(where: isControl) }.joined(separator: " ")
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
  }
}
