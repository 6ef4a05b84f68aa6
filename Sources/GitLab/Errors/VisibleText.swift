import Foundation
import Secrets

/// A part of a text from outside, made fit to stand in an error.
enum VisibleText {
  private static let limit = 300
  private static let beginningLimit = 80
  /// Anything shorter than this is no token but a word that might stand anywhere.
  private static let shortestHidden = 6

  /// The text on one line, cut to a length that can be read, with each of the secrets taken out.
  static func oneLine(_ text: String, hiding secrets: [Secret]) -> String {
    line(text, limit: limit, hiding: secrets)
  }

  /// The first words of a body.
  static func beginning(of body: Data, hiding secrets: [Secret]) -> String {
    line(String(decoding: body.prefix(4096), as: UTF8.self), limit: beginningLimit, hiding: secrets)
  }

  private static func line(_ text: String, limit: Int, hiding secrets: [Secret]) -> String {
    // Hidden before anything is cut: half a secret would no longer be found.
    let hidden = secrets.filter { $0.reveal().count >= shortestHidden }
      .reduce(text) { $0.replacingOccurrences(of: $1.reveal(), with: "<secret>") }
    let line = hidden.split { $0.isWhitespace || $0.unicodeScalars.contains(where: isControl) }.joined(separator: " ")
    return line.count > limit ? line.prefix(limit) + "…" : line
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
  }
}
