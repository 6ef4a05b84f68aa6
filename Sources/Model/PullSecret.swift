package import Secrets

/// The pull secret that a Project asks for; which password is the right one is the token's matter.
package struct PullSecret: Sendable, Hashable {
  /// The one type that a kubelet reads registry credentials from.
  package static let type = "kubernetes.io/dockerconfigjson"
  /// The key of that type's document in `data`.
  package static let key = ".dockerconfigjson"

  package var reference: ObjectReference
  /// Host and port of the registry, as the configuration has it.
  package var registry: String
  /// The token's name, which is what a registry client sends as user name.
  package var username: String

  package init(reference: ObjectReference, registry: String, username: String) {
    self.reference = reference
    self.registry = registry
    self.username = username
  }
}

/// A pull secret as the cluster has it.
package struct LivePullSecret: Sendable, Equatable {
  package var reference: ObjectReference
  package var uid: String
  package var resourceVersion: String
  package var type: String
  /// Whether its data can never be changed, as whoever made it wished.
  package var isImmutable: Bool
  package var mark: Mark
  /// Why nobody may remove it; nil where nothing speaks against it.
  package var protection: Protection?
  /// Who else its labels say manages it; nil for nobody.
  package var manager: String?
  /// The text under ``PullSecret/key``, or why there is none.
  package var document: Document
  /// What its annotations say of the token that it holds; nil where they say nothing.
  package var claim: TokenClaim? {
    get {
      switch annotated {
      case .nothing: nil
      case .claim(let claim): claim
      }
    }
    set { annotated = newValue.map(Annotated.claim) ?? .nothing }
  }
  private var annotated: Annotated

  /// The claim, apart from its secret: inline, its absence would take as much memory as its presence.
  private enum Annotated: Equatable {
    case nothing
    indirect case claim(TokenClaim)
  }

  /// What stands under the secret's key.
  package enum Document: Sendable, Equatable {
    case missing
    /// Not UTF-8, so surely no JSON.
    case binary
    case text(Secret)
  }

  package init(
    reference: ObjectReference,
    uid: String,
    resourceVersion: String,
    type: String = PullSecret.type,
    isImmutable: Bool = false,
    mark: Mark = .unmarked,
    protection: Protection? = nil,
    manager: String? = nil,
    document: Document,
    claim: TokenClaim? = nil
  ) {
    self.reference = reference
    self.uid = uid
    self.resourceVersion = resourceVersion
    self.type = type
    self.isImmutable = isImmutable
    self.mark = mark
    self.protection = protection
    self.manager = manager
    self.document = document
    annotated = claim.map(Annotated.claim) ?? .nothing
  }
}
