/// What one reading of the world showed, as far as Projects own it.
package struct Snapshot: Sendable {
  /// Every namespace of the cluster, by name.
  package var namespaces: Listing<String, LiveNamespace>
  /// The secrets that bear the pull secret's name, by the namespace that each stands in.
  package var pullSecrets: Listing<String, LivePullSecret>

  package init(
    namespaces: Listing<String, LiveNamespace>,
    pullSecrets: Listing<String, LivePullSecret>
  ) {
    self.namespaces = namespaces
    self.pullSecrets = pullSecrets
  }

  /// Everything in it that is unknown, each reason once and in order.
  package var unreadable: [Unreadable] {
    Set(namespaces.unreadable + pullSecrets.unreadable).sorted()
  }
}
