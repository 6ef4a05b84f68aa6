import Formats
package import Foundation
package import Model
package import Secrets

/// A token that is to be made and written into a Project's pull secret.
package struct TokenIssue: Sendable, Equatable {
  /// The Project that asks for it.
  package let project: ObjectReference
  /// UID of kube-system, which tells clusters apart.
  package let installation: String
  package let token: Token
  /// The id of the token's group; nil where the plan makes that.
  package let groupID: Int?
  /// The ids of all tokens that the group had when it was looked at.
  package let knownTokens: Set<Int>
  /// How long the token shall live, in seconds.
  package let lifetime: TimeInterval
  package let wished: PullSecret
  /// The pull secret as it was judged; nil where there is none.
  package let judged: LivePullSecret?
  /// The live tokens that the secret held until now, as far as is known, and those that we made and nothing holds: all are
  /// revoked later.
  package let predecessors: Set<Int>
  /// The keys of `auths` that shall hold the token.
  let keys: [String]
  let proposal: ProposedAction

  /// What the token says of itself.
  package var description: String {
    Token.description(by: installation, for: project)
  }

  /// The secret's document with `password` as that of the token, and everything else as it is; nil where it cannot be
  /// edited without changing more.
  package func document(holding password: Secret) -> Secret? {
    var document: Secret?
    if case .text(let text) = judged?.document { document = text }
    return DockerConfig.setting(username: wished.username, password: password, underEach: keys, in: document)
  }

  /// What the annotations say of the token `id`; nil where libcrypto has no SHA-256.
  package func claim(on id: LiveToken.ID, _ secret: Secret, at now: Date) -> TokenClaim? {
    SecretDigest.sha256(of: secret).map {
      TokenClaim(id: id, sha256: $0, predecessors: predecessors, rotatedAt: now)
    }
  }
}

extension TokenIssue {
  /// A token for the Project of `credential`; nil where kube-system is unknown, so that nobody would know it for ours.
  ///
  /// - Parameters:
  ///   - judged: the pull secret; nil where there is none.
  ///   - held: the live token that it holds; nil where it holds none.
  init?(for credential: Credential, into judged: LivePullSecret?, besides held: LiveToken?, as proposal: ProposedAction)
  {
    guard let installation = credential.installation else { return nil }
    let estate = credential.estate
    let tokens = credential.gitlab.tokens[credential.token.group].value ?? []
    let before = Set([held?.id, judged?.claim?.id].compactMap(\.self) + (judged?.claim?.predecessors ?? []))
    let predecessors = (credential.namesakes ?? []).filter { token in
      credential.isLive(token) && (before.contains(token.id) || token.isMade(by: installation))
    }
    self.init(
      project: estate.project.reference,
      installation: installation,
      token: credential.token,
      groupID: credential.gitlab.groups[credential.token.group].value?.id,
      knownTokens: Set(tokens.map(\.id)),
      lifetime: credential.policy.lifetime,
      wished: estate.pullSecret,
      judged: judged,
      predecessors: Set(predecessors.map(\.id)),
      keys: TokenIssue.keys(of: estate.pullSecret, in: judged),
      proposal: proposal
    )
  }

  /// The registry's entry that lacks least, and every other one that has the same password: a kubelet tries them all.
  private static func keys(of wished: PullSecret, in judged: LivePullSecret?) -> [String] {
    let host = RegistryHost(wished.registry)
    guard case .text(let text) = judged?.document, let config = try? DockerConfig(parsing: text),
      let closest = wished.closestEntry(in: config)?.key
    else { return [host.description] }
    let entries = config.entries(for: host)
    let password = config.auths[closest]?.credentials?.password
    return entries.filter { $0.key == closest || $0.entry.credentials?.password == password }.map(\.key)
  }
}
