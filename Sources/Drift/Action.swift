package import Model

/// One thing that a plan does, with all that its doing needs.
package enum Action: Sendable, Equatable {
  /// Creates a namespace with its labels and our mark, which names the Project.
  case createNamespace(Namespace, for: ObjectReference)
  /// Sets the labels that a namespace lacks or has otherwise.
  case setLabels(Namespace, on: LiveNamespace)
  /// Creates a group below its parent, which must be there.
  case createGroup(Group)
  case setVisibility(Group, of: LiveGroup)
  /// Mends a pull secret around the live password that it holds.
  case correctPullSecret(PullSecretCorrection)
  /// Changes files of a repository, in one commit with all other edits of it.
  case edit(RepositoryEdit)
  /// Makes a token and writes it into the pull secret.
  case issueToken(TokenIssue)
  /// Revokes a token that a rotation left behind, or that somebody else made for a Project that is there.
  case revoke(Revocation)
  /// Removes what is left in the cluster or in GitLab of a Project that is gone.
  case remove(Removal)
}

extension Action {
  /// What an action is about; a plan holds one action for each.
  package struct Target: Sendable, Hashable {
    package var kind: Kind
    /// As findings name it.
    package var subject: String
    /// Of several actions about one subject, what each settles; nil where one settles everything.
    package var fault: Fault?

    package init(_ kind: Kind, _ subject: String, _ fault: Fault? = nil) {
      self.kind = kind
      self.subject = subject
      self.fault = fault
    }
  }

  package var target: Target {
    switch self {
    case .createNamespace(let namespace, for: _), .setLabels(let namespace, on: _):
      Target(.namespace, namespace.name)
    case .createGroup(let group), .setVisibility(let group, of: _):
      Target(.group, group.fullPath)
    case .correctPullSecret(let correction):
      Target(.pullSecret, correction.wished.reference.description)
    case .edit(let edit):
      Target(edit.kind, edit.subject, edit.fault)
    case .issueToken(let issue):
      Target(.token, issue.token.subject)
    case .revoke(let revocation):
      Target(.token, revocation.subject)
    case .remove(let removal):
      Target(removal.finding.kind, removal.finding.subject, removal.finding.fault)
    }
  }

  package var phase: Phase {
    switch self {
    case .createNamespace, .setLabels: .namespaces
    case .createGroup, .setVisibility: .groups
    case .correctPullSecret, .issueToken: .credentials
    case .edit: .repositories
    case .revoke: .revocations
    case .remove(let removal): removal.phase
    }
  }

  /// What findings announce of it.
  package var proposal: ProposedAction {
    switch self {
    case .createNamespace: .createNamespace
    case .setLabels: .setLabels
    case .createGroup: .createGroup
    case .setVisibility: .setVisibility
    case .correctPullSecret(let correction): correction.proposal
    case .issueToken(let issue): issue.proposal
    case .revoke(let revocation): revocation.proposal
    case .remove(let removal): removal.finding.action ?? .releaseProject
    case .edit(let edit): edit.proposal
    }
  }

  /// Whether a finding that announces `proposal` is settled by it: one in the same words, and all that a right pull secret
  /// with a new token in it settles.
  package func settles(_ proposal: ProposedAction) -> Bool {
    switch self {
    case .issueToken: proposal.isDoneByNewToken
    case .createNamespace, .setLabels, .createGroup, .setVisibility, .correctPullSecret, .revoke, .edit,
      .remove:
      proposal == self.proposal
    }
  }
}

extension Action.Target: Comparable {
  /// By subject, then by kind and fault.
  package static func < (left: Action.Target, right: Action.Target) -> Bool {
    (left.subject, left.kind, left.fault?.rawValue ?? "") < (right.subject, right.kind, right.fault?.rawValue ?? "")
  }
}

extension Removal {
  /// When it is its turn.
  fileprivate var phase: Phase {
    switch object {
    case .applicationFiles, .applicationAdditions, .argoLines, .vaultAccess: .repositories
    case .token: .revocations
    case .pullSecret: .pullSecretRemovals
    case .namespace: .namespaceRemovals
    case .finalizer: .finalizers
    }
  }
}
