package import Secrets

package import struct Foundation.Date
package import struct Foundation.TimeInterval

/// What one reading of the world showed, as far as Projects own it.
package struct Snapshot: Sendable {
  /// Every namespace of the cluster, by name.
  package var namespaces: Listing<String, LiveNamespace>
  /// The secrets that bear the pull secret's name, by the namespace that each stands in.
  package var pullSecrets: Listing<String, LivePullSecret>
  /// What GitLab showed; nil where none is looked at.
  package var gitlab: GitLab?
  /// What the deployment repository showed; nil where none is looked at.
  package var deployment: Deployment?
  /// What the Flux repository showed; nil where none is looked at.
  package var flux: Flux?

  /// Groups, tokens and what became of passwords.
  package struct GitLab: Sendable {
    /// The groups that Projects ask for and those that took their place, by full path.
    package var groups: Listing<String, LiveGroup>
    /// All access tokens of the groups that were looked at, dead ones too, by the group's full path.
    package var tokens: Listing<String, [LiveToken]>
    /// The full paths of the groups whose absence or presence is certain, or known to be unknown; of others only that
    /// they were not listed.
    package var lookedAt: Set<String> = []
    /// What GitLab said of passwords that nothing else proves; those it was not asked of are not in it.
    package var verdicts: [Secret: PasswordVerdict]
    /// The time by GitLab's clock.
    package var time: Date
    /// By how many seconds its clock is ahead of ours; nil where it does not tell the time.
    package var clockSkew: TimeInterval?
    /// The token that we ask with; absent where this GitLab does not say.
    package var ownToken: Sighting<OwnToken> = .absent
    /// How long after a use of a token GitLab may leave further ones unnoted, in seconds.
    package var lastUseResolution: TimeInterval = 600

    package init(
      groups: Listing<String, LiveGroup>,
      tokens: Listing<String, [LiveToken]>,
      verdicts: [Secret: PasswordVerdict] = [:],
      time: Date
    ) {
      self.groups = groups
      self.tokens = tokens
      self.verdicts = verdicts
      self.time = time
    }

    /// Everything of it that is unknown; where the groups are, nothing more is said of our own token.
    package var unreadable: [Unreadable] {
      unknownOwnToken + worldUnreadable
    }

    private var unknownOwnToken: [Unreadable] {
      switch ownToken {
      case .present, .absent: []
      case .unreadable(let reason): groups.failure == nil ? [reason] : []
      }
    }

    /// What is unknown of groups, tokens and passwords.
    package var worldUnreadable: [Unreadable] {
      groups.unreadable + tokens.unreadable
        + verdicts.values.compactMap { verdict in
          switch verdict {
          case .alive, .dead: nil
          case .unreadable(let reason): reason
          }
        }
    }
  }

  package init(
    namespaces: Listing<String, LiveNamespace>,
    pullSecrets: Listing<String, LivePullSecret>,
    gitlab: GitLab? = nil,
    deployment: Deployment? = nil,
    flux: Flux? = nil
  ) {
    self.namespaces = namespaces
    self.pullSecrets = pullSecrets
    self.gitlab = gitlab
    self.deployment = deployment
    self.flux = flux
  }

  /// UID of the namespace kube-system, which tells clusters apart; nil where namespaces could not be read.
  package var installation: String? {
    namespaces["kube-system"].value?.uid
  }

  /// Everything in it that is unknown, each reason once and in order.
  package var unreadable: [Unreadable] {
    Set(
      namespaces.unreadable + pullSecrets.unreadable + (gitlab?.unreadable ?? []) + (deployment?.unreadable ?? [])
        + (flux?.unreadable ?? [])
    ).sorted()
  }
}
