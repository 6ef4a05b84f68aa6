/// `registry`: the registry that pull secrets are for.
package struct RegistrySection: Sendable, Equatable {
  /// Host, and port or path where it has one, without scheme and trailing slash.
  package var host = ""
}

extension RegistrySection: ConfigurationSection {
  static let keys: [Key<RegistrySection>] = [
    Key(
      "host",
      \.host,
      .text(.registryHost),
      required: "host: registry.example.com",
      "The registry's host, as it stands in pull secrets. Scheme, trailing slash and `/v1/` mean nothing."
    )
  ]
}
