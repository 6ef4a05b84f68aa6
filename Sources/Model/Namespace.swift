package import struct Foundation.Date

/// The namespace that a Project asks for.
package struct Namespace: Sendable, Hashable {
  package var name: String
  /// The labels that it must bear, whatever else it bears.
  package var labels: [String: String]

  package init(name: String, labels: [String: String]) {
    self.name = name
    self.labels = labels
  }
}

/// A namespace as the cluster has it.
package struct LiveNamespace: Sendable, Equatable {
  package var name: String
  package var uid: String
  package var resourceVersion: String
  /// Those that the policy asks for, as far as it bears them.
  package var labels: [String: String]
  package var mark: Mark
  /// Why nobody may remove it; nil where nothing speaks against it.
  package var protection: Protection?
  /// Who else its labels say manages it; nil for nobody.
  package var manager: String?
  /// When its deletion was asked for: it is Terminating since; nil while it lives.
  package var deletedAt: Date?

  package init(
    name: String,
    uid: String,
    resourceVersion: String,
    labels: [String: String] = [:],
    mark: Mark = .unmarked,
    protection: Protection? = nil,
    manager: String? = nil,
    deletedAt: Date? = nil
  ) {
    self.name = name
    self.uid = uid
    self.resourceVersion = resourceVersion
    self.labels = labels
    self.mark = mark
    self.protection = protection
    self.manager = manager
    self.deletedAt = deletedAt
  }
}
