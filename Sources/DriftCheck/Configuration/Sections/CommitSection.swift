/// `commit`: in whose name repositories are written to.
package struct CommitSection: Sendable, Equatable {
  package var name = "driftcheck"
  package var email = "driftcheck@example.com"
}

extension CommitSection: ConfigurationSection {
  static let keys: [Key<CommitSection>] = [
    Key("name", \.name, .text(.personName), "The name in a commit."),
    Key("email", \.email, .text(.mailAddress), "The address in a commit."),
  ]
}
