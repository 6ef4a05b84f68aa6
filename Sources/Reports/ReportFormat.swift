/// The shapes that a report can be written in.
package enum ReportFormat: String, CaseIterable, Sendable {
  /// For people, on a terminal or in a file.
  case text
  /// For programs: the contract of `docs/report.schema.json`.
  case json
}

extension Report {
  /// The report in `format`, ending with a line end.
  ///
  /// - Parameters:
  ///   - style: whether terminal colours are used, where the format has any.
  ///   - width: characters in a line, where the format has lines.
  /// - Throws: what the encoder throws; a report holds nothing that cannot be encoded.
  package func rendered(
    as format: ReportFormat,
    style: TextReport.Style = .plain,
    width: Int = 100
  ) throws -> String {
    switch format {
    case .text: TextReport(self, style: style, width: width).text
    case .json: try JSONReport(self).text()
    }
  }
}
