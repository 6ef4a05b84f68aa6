/// One field that is not as it should be.
package struct FieldDifference: Sendable, Hashable {
  /// One side of a difference, fit to be shown.
  package enum Side: Sendable, Hashable {
    case absent
    case text(String)
    /// A secret value: that it differs is said, what it is never.
    case masked
  }

  /// Where it stands in the object: `metadata.labels[team]`, `auths[registry.example.com].username`.
  package var path: String
  package var desired: Side
  package var observed: Side

  package init(_ path: String, desired: Side, observed: Side) {
    self.path = path
    self.desired = desired
    self.observed = observed
  }
}
