package import struct Foundation.Date

/// The CustomResourceDefinition of Projects; where it goes, all Projects go.
package struct ProjectDefinition: Sendable, Hashable {
  /// When its deletion was asked for; nil while nobody did.
  package var deletedAt: Date?

  package init(deletedAt: Date? = nil) {
    self.deletedAt = deletedAt
  }
}
