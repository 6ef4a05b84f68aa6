extension Snapshot {
  /// What the Flux repository held at the tip of its branch.
  ///
  /// A file that is not there, cannot be understood or can be understood in two ways is unreadable: others share it.
  package struct Flux: Sendable {
    package var argoRbac: Sighting<LiveArgoPolicy>
    package var vaultRbac: Sighting<VaultConfig>

    package init(argoRbac: Sighting<LiveArgoPolicy>, vaultRbac: Sighting<VaultConfig>) {
      self.argoRbac = argoRbac
      self.vaultRbac = vaultRbac
    }

    /// A repository that could not be read.
    package init(unreadable reason: Unreadable) {
      self.init(argoRbac: .unreadable(reason), vaultRbac: .unreadable(reason))
    }

    /// Everything of it that is unknown.
    package var unreadable: [Unreadable] {
      [argoRbac.failure, vaultRbac.failure].compactMap(\.self)
    }
  }
}
