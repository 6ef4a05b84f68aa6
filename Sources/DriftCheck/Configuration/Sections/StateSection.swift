/// `state`: what is kept from one run to the next.
package struct StateSection: Sendable, Equatable {
  /// The folder, absolute, that holds the history and copies of repositories; it is made where it is not there.
  package var directory = ""
}

extension StateSection: ConfigurationSection {
  static let keys: [Key<StateSection>] = [
    Key(
      "directory",
      \.directory,
      .text(.path),
      required: "directory: state",
      "The folder for the history, `driftcheck.sqlite`, and for copies of repositories, `git/`. It is made where it is "
        + "not there. Where it cannot be used, a check warns and goes on without; `--fix` needs it."
    )
  ]
}
