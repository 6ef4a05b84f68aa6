package import Model

/// What settles one finding on a file of a repository.
///
/// It says what is wished for and what it was judged on, never on which line, so it can be worked out anew on whichever
/// tip the branch has by the time that it is made.
package struct RepositoryEdit: Sendable, Equatable {
  /// A repository that is written to, in one commit for all of its edits.
  package enum Repository: Sendable, Hashable, CaseIterable {
    /// What Argo CD deploys.
    case deployment
    /// What Flux installs.
    case flux
  }

  /// What is done to which file.
  package enum Content: Sendable, Equatable {
    /// Writes or removes whole files; either all of it is done or nothing.
    case application([FileEdit])
    /// Adds or removes lines of Argo CD's policy.
    case argoRbac(ArgoRbacEdit)
    /// Changes what Vault's configuration says of one policy and its group.
    case vaultRbac(VaultRbacEdit)
    /// Takes away all that Vault's configuration says of a policy that nobody asks for any more.
    case vaultRemoval(VaultRbacRemoval)
  }

  /// NAME of the Project.
  package let project: String
  /// As findings name it.
  package let subject: String
  /// What of the subject it settles; of one subject there can be several edits.
  package let fault: Fault
  /// In the words of the finding.
  package let proposal: ProposedAction
  package let content: Content

  /// Settles `finding`; nil where that announces nothing.
  package init?(settling finding: Finding, by content: Content) {
    guard let proposal = finding.action else { return nil }
    project = finding.project
    subject = finding.subject
    fault = finding.fault
    self.proposal = proposal
    self.content = content
  }

  /// What it is about.
  package var kind: Kind {
    switch content {
    case .application: .application
    case .argoRbac: .argoRbac
    case .vaultRbac, .vaultRemoval: .vaultRbac
    }
  }

  /// Where it is made.
  package var repository: Repository {
    switch content {
    case .application: .deployment
    case .argoRbac, .vaultRbac, .vaultRemoval: .flux
    }
  }
}
