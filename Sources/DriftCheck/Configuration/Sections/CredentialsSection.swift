package import Model

/// `credentials`: how it is found out which token a pull secret holds.
package struct CredentialsSection: Sendable, Equatable {
  package var verify = TokenPolicy.Verification.auto
}

extension CredentialsSection: ConfigurationSection {
  static let keys: [Key<CredentialsSection>] = [
    Key(
      "verify",
      \.verify,
      .text(.choice("a way to verify")),
      "When GitLab is asked what became of the password in a pull secret: where its annotations do not prove it, "
        + "always, or never, so that a password that is not proved is not judged."
    )
  ]
}
