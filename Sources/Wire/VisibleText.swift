import Foundation
package import Secrets

/// A part of a text from outside, made fit to stand in an error: short, on one line, without our secrets.
package enum VisibleText {
  private static let limit = 300
  private static let beginningLimit = 80
  private static let endingLimit = 400
  /// How much of a body is looked at for its first words, in bytes.
  private static let beginningBytes = 4096
  /// Anything shorter is no secret but a flag such as `-v`, or a word that might stand anywhere.
  private static let shortestHidden = 6

  /// The text on one line, cut to a length that can be read.
  package static func oneLine(_ text: String, hiding secrets: [Secret] = []) -> String {
    beginning(of: text, limit: limit, hiding: secrets)
  }

  /// The first words of a body that is not what was expected, on one line.
  package static func beginning(of bytes: some Collection<UInt8>, hiding secrets: [Secret] = []) -> String {
    beginning(of: String(decoding: bytes.prefix(beginningBytes), as: UTF8.self), limit: beginningLimit, hiding: secrets)
  }

  /// The last words of a program's messages, on one line.
  package static func ending(of text: String, hiding secrets: [Secret] = []) -> String {
    let line = joined(hiding(secrets, in: text))
    return line.count > endingLimit ? "…" + line.suffix(endingLimit) : line
  }

  /// The whole text, with each of the secrets taken out.
  package static func hiding(_ secrets: [Secret], in text: String) -> String {
    secrets.filter { $0.reveal().count >= shortestHidden }
      .reduce(text) { $0.replacingOccurrences(of: $1.reveal(), with: "<secret>") }
  }

  private static func beginning(of text: String, limit: Int, hiding secrets: [Secret]) -> String {
    // Hidden before anything is cut: half a secret would no longer be found.
    let line = joined(hiding(secrets, in: text))
    return line.count > limit ? line.prefix(limit) + "…" : line
  }

  private static func joined(_ text: String) -> String {
    text.split { $0.isWhitespace || $0.unicodeScalars.contains(where: isControl) }.joined(separator: " ")
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
  }
}
