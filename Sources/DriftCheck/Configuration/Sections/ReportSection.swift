/// `report`: where reports go, beside standard output.
package struct ReportSection: Sendable, Equatable {
  /// The mail about a run; nil for none.
  package var mail: MailSection?
}

extension ReportSection: ConfigurationSection {
  static let keys: [Key<ReportSection>] = [
    Key("mail", \.mail, .optionalSection(), "The mail about a run. Without it, none is sent.")
  ]

  static let notYetRead = [
    "directory": "this version does not keep reports yet; see --output",
    "keep": "this version does not keep reports yet; see --output",
  ]
}
