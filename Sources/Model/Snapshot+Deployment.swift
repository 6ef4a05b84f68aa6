extension Snapshot {
  /// What the deployment repository held at the tip of its branch.
  package struct Deployment: Sendable {
    /// The files `applications/NAME.yaml`, by NAME.
    package var applications: Listing<String, BlobID>
    /// The folders `manifests/NAME`, by NAME.
    package var manifests: Listing<String, ManifestsFolder>
    /// The texts of the files that differ from what they should be; of others nobody needs to know.
    package var texts: [BlobID: Sighting<String>]

    package init(
      applications: Listing<String, BlobID>,
      manifests: Listing<String, ManifestsFolder>,
      texts: [BlobID: Sighting<String>] = [:]
    ) {
      self.applications = applications
      self.manifests = manifests
      self.texts = texts
    }

    /// A repository that could not be read.
    package init(unreadable reason: Unreadable) {
      self.init(applications: .unreadable(reason), manifests: .unreadable(reason))
    }

    /// The text of the file `applications/NAME.yaml`, as far as it was read.
    package func text(of name: String) -> Sighting<String>? {
      applications[name].value.flatMap { texts[$0] }
    }

    /// Everything of it that is unknown.
    package var unreadable: [Unreadable] {
      applications.unreadable + manifests.unreadable + texts.values.compactMap(\.failure)
    }
  }
}
