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

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let pairs = metadata.merging(event.metadata ?? [:]) { _, later in later }.sorted { $0.key < $1.key }
    let line =
      switch format {
      case .text: text(event, pairs.map { "\($0.key)=\($0.value)" })
      case .json: json(event, pairs.map { ($0.key, "\($0.value)") })
      }
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  private func text(_ event: LogEvent, _ pairs: [String]) -> String {
    (["\(event.level):", "\(event.message)"] + pairs).joined(separator: " ")
  }

  private func json(_ event: LogEvent, _ pairs: [(String, String)]) -> String {
    var fields = Dictionary(pairs) { _, later in later }
    fields["time"] = Date().formatted(.iso8601)
    fields["level"] = event.level.rawValue
    fields["message"] = "\(event.message)"
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(fields)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
