/// What a namespace holds that would be lost, or is at work.
package struct NamespaceUsage: Sendable, Hashable {
  /// The names of PersistentVolumeClaims, some of them where there are many.
  package var volumeClaims: [String]
  /// The names of Pods that have not come to their end, some of them where there are many.
  package var pods: [String]

  package init(volumeClaims: [String] = [], pods: [String] = []) {
    self.volumeClaims = volumeClaims
    self.pods = pods
  }

  /// Whether nothing speaks against its removal.
  package var isEmpty: Bool { volumeClaims.isEmpty && pods.isEmpty }
}
