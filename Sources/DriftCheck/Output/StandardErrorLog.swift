import ArgumentParser
import Foundation
import Logging

/// How log lines are written.
enum LogFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text, json
}

/// Writes log lines to standard error: the message, which is never made of variable parts, then `key=value` pairs.
struct StandardErrorLog: LogHandler {
  let format: LogFormat
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?
  /// Takes each line; one that cannot be written is lost, which is no reason to stop.
  var write: @Sendable (String) -> Void = { try? FileHandle.standardError.write(contentsOf: Data($0.utf8)) }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let pairs = metadata.merging(event.metadata ?? [:]) { _, later in later }.sorted { $0.key < $1.key }
    let line =
      switch format {
      case .text: text(event, pairs.map { "\($0.key)=\(quoted("\($0.value)"))" })
      case .json: json(event, pairs.map { ($0.key, "\($0.value)") })
      }
    write(line + "\n")
  }

  private func text(_ event: LogEvent, _ pairs: [String]) -> String {
    (["\(event.level):", "\(event.message)"] + pairs).joined(separator: " ")
  }

  private func json(_ event: LogEvent, _ pairs: [(String, String)]) -> String {
    var fields = Dictionary(pairs) { _, later in later }
    fields["time"] = Date().formatted(.iso8601)
    fields["level"] = event.level.rawValue
    fields["message"] = "\(event.message)"
    return encoded(fields) ?? "{}"
  }

  /// A value as it stands behind its key: in quotes where a blank or a line end would seem to end it.
  private func quoted(_ value: String) -> String {
    let isPlain =
      !value.isEmpty && !value.unicodeScalars.contains { $0.value <= 0x20 || "\"=\u{7f}".unicodeScalars.contains($0) }
    return isPlain ? value : encoded(value) ?? "?"
  }

  private func encoded(_ value: some Encodable) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) }
  }
}
