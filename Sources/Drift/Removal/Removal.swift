package import Model

/// One thing that may go, as it was when it was judged.
///
/// There is no case for a GitLab group: groups and their repositories are only ever reported.
package struct Removal: Sendable, Equatable {
  /// What goes, with all that its removal needs to hold on to.
  package enum Object: Sendable, Equatable {
    case namespace(LiveNamespace)
    case pullSecret(LivePullSecret)
    case token(LiveToken, group: String)
    case applicationFiles(ApplicationFiles)
    case applicationAdditions(ApplicationAdditions)
    case argoLines(ArgoLines)
    case vaultAccess(VaultAccess)
    /// The entry ``ProjectResource/finalizer`` of a Project on its way out, that one alone.
    case finalizer(Roster.Leaving)
  }

  /// The files that a Project left in the deployment repository.
  package struct ApplicationFiles: Sendable, Hashable {
    package let name: String
    /// The content of `applications/NAME.yaml`; nil where that is not there.
    package let file: BlobID?
    /// What the folder of manifests holds; nil where it is not there.
    ///
    /// One that holds more than the placeholder stays.
    package let folder: ManifestsFolder?

    /// The files that go, from the top of the repository.
    package var paths: [String] {
      let placeholder = folder.map { $0.hasPlaceholder && !$0.holdsMore } ?? false
      return (file == nil ? [] : [Application.path(of: name)])
        + (placeholder ? [Application.placeholder(of: name)] : [])
    }
  }

  /// What somebody added to the application file of a Project that is there; the file is written anew without it.
  package struct ApplicationAdditions: Sendable, Hashable {
    package let wished: Application
    package let judged: BlobID
  }

  /// Lines of a role in Argo CD's policy; none of them denies anything.
  package struct ArgoLines: Sendable, Hashable {
    package let role: String
    package let rules: [ArgoRbac.Rule]
  }

  /// What Vault's configuration says of a policy.
  package struct VaultAccess: Sendable, Hashable {
    package let policy: String
    /// The entries of the policy that go with it; none where a Project keeps the policy.
    package let entries: [VaultConfig.Policy]
    /// The groups that lose it.
    package let holders: [VaultConfig.Group]

    package init(policy: String, entries: [VaultConfig.Policy], holders: [VaultConfig.Group]) {
      self.policy = policy
      self.entries = entries
      self.holders = holders
    }
  }

  /// The finding that is settled by it.
  package let finding: Finding
  package let object: Object
  /// The Project that keeps the rest, as it was when this was judged; nil where nothing is left that anybody asks for.
  package let keeper: Project?

  package init(settling finding: Finding, _ object: Object, keeper: Project? = nil) {
    self.finding = finding
    self.object = object
    self.keeper = keeper
  }

  /// NAME.
  package var name: String { finding.project }

  /// Whether it holds what nothing can bring back, so that who is asked must be told.
  package var isIrrevocable: Bool {
    switch object {
    case .namespace: true
    case .pullSecret, .token, .applicationFiles, .applicationAdditions, .argoLines, .vaultAccess, .finalizer: false
    }
  }
}
