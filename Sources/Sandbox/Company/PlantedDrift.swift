/// One way in which the example company's cluster or GitLab is not as its Projects want it.
///
/// Each is planted in a Project of its own, so any of them, and all of them together, can be planted in one world.
package enum PlantedDrift: String, CaseIterable, Sendable {
  case missingNamespace = "missing-namespace"
  case terminatingNamespace = "terminating-namespace"
  case lostNamespaceLabel = "lost-namespace-label"
  case namespaceLeftByOperator = "namespace-left-by-operator"
  case namespaceLeftByDriftcheck = "namespace-left-by-driftcheck"
  case missingSecret = "missing-secret"
  case opaqueSecret = "opaque-secret"
  case oldRegistry = "old-registry"
  case wrongUsername = "wrong-username"
  case wrongAuth = "wrong-auth"
  case unreadableSecret = "unreadable-secret"
  case secretLeftBehind = "secret-left-behind"
  case hostileProjectId = "hostile-project-id"
  case hostileGoogleGroup = "hostile-google-group"
  case undecodableProject = "undecodable-project"
  case conflictingProject = "conflicting-project"
  case leavingProject = "leaving-project"
  case settlingProject = "settling-project"
  case missingGroup = "missing-group"
  case publicGroup = "public-group"
  case groupMarkedForDeletion = "group-marked-for-deletion"
  case groupRenamedForDeletion = "group-renamed-for-deletion"
  case missingToken = "missing-token"
  case revokedToken = "revoked-token"
  case expiredToken = "expired-token"
  case expiringToken = "expiring-token"
  case tokenExpiringToday = "token-expiring-today"
  case tokenWithoutExpiry = "token-without-expiry"
  case longLivedToken = "long-lived-token"
  case maintainerToken = "maintainer-token"
  case guestToken = "guest-token"
  case additionalScope = "additional-scope"
  case wrongScope = "wrong-scope"
  case secondNamesake = "second-namesake"
  case predecessorInOverlap = "predecessor-in-overlap"
  case revokedPassword = "revoked-password"
  case otherProjectsPassword = "other-projects-password"
  case deployTokenPassword = "deploy-token-password"
  case orphanedToken = "orphaned-token"

  /// What is broken, in one sentence.
  package var sentence: String {
    switch self {
    case .missingNamespace: "Somebody deleted the namespace of billing-test, and its pull secret with it."
    case .terminatingNamespace: "The namespace of checkout-test is Terminating and does not come to an end."
    case .lostNamespaceLabel: "The namespace of catalog-stage lost the label that the configuration asks for."
    case .namespaceLeftByOperator: "legacy-dev, made by the operator, has no Project any more."
    case .namespaceLeftByDriftcheck: "pilot-test, made by driftcheck, has no Project any more."
    case .missingSecret: "Somebody deleted the pull secret of shop-qa."
    case .opaqueSecret: "The pull secret of identity-stage is of type Opaque, as the operator once made them."
    case .oldRegistry: "The pull secret of search-qa names a registry that the operator once guessed."
    case .wrongUsername: "The pull secret of payments-dev logs in under another name."
    case .wrongAuth: "The auth of payments-test's pull secret is not that of its name and password."
    case .unreadableSecret: "The pull secret of gateway-stage holds no list of registries."
    case .secretLeftBehind:
      "atlas-prod, a namespace of somebody else, still holds the operator's pull secret."
    case .hostileProjectId: "The Project escape has the projectId ../x."
    case .hostileGoogleGroup: "The googleGroup of reports-qa holds a comma and a line break."
    case .undecodableProject: "The Project scrambled has a number for a projectId."
    case .conflictingProject: "A second Project asks for shop-prod, in the namespace projects-emea."
    case .leavingProject: "The Project mobile-api-qa was deleted and waits for its finalizer."
    case .settlingProject: "The Project loyalty-dev was created a moment ago and has nothing yet."
    case .missingGroup: "The GitLab group analytics is gone, and with it the tokens of its Projects."
    case .publicGroup: "Everybody can see the GitLab group reports."
    case .groupMarkedForDeletion:
      "Somebody asked GitLab to delete the group mobile-api, which keeps its path."
    case .groupRenamedForDeletion:
      "Somebody asked GitLab to delete the group warehouse, which was renamed for that."
    case .missingToken: "The token of shop-test is gone."
    case .revokedToken: "Somebody revoked the token of billing-dev."
    case .expiredToken: "The token of catalog-dev expired three days ago."
    case .expiringToken: "The token of payments-stage expires in ten days."
    case .tokenExpiringToday: "The token of checkout-stage expires today, so it is dead since 00:00 UTC."
    case .tokenWithoutExpiry: "The token of identity-dev never expires."
    case .longLivedToken: "The token of search-dev lives for more than two years."
    case .maintainerToken: "The token of billing-stage has the level Maintainer, as the operator makes them."
    case .guestToken: "The token of checkout-dev has the level Guest, which cannot pull."
    case .additionalScope: "The token of gateway-dev has the scope api beside read_registry."
    case .wrongScope: "The token of gateway-prod has the scope api instead of read_registry."
    case .secondNamesake: "Beside the token of shop-stage there is a second one of its name."
    case .predecessorInOverlap:
      "driftcheck rotated the token of shop-dev twenty minutes ago; the old one still works."
    case .revokedPassword:
      "The pull secret of payments-prod holds a revoked token, though a live one is there."
    case .otherProjectsPassword: "The pull secret of checkout-prod holds the token of shop-prod."
    case .deployTokenPassword: "The pull secret of billing-prod holds a deploy token."
    case .orphanedToken: "The group billing has a token for billing-qa, which is no Project."
    }
  }

  /// The drifts that a check finds without reading GitLab.
  package static var ofClusterAlone: [PlantedDrift] { allCases.filter { !$0.needsGitLab } }

  /// Whether only a check that reads GitLab can find it.
  package var needsGitLab: Bool {
    switch self {
    case .missingNamespace, .terminatingNamespace, .lostNamespaceLabel, .namespaceLeftByOperator,
      .namespaceLeftByDriftcheck, .missingSecret, .opaqueSecret, .oldRegistry, .wrongUsername, .wrongAuth,
      .unreadableSecret, .secretLeftBehind, .hostileProjectId, .hostileGoogleGroup, .undecodableProject,
      .conflictingProject, .leavingProject, .settlingProject:
      false
    case .missingGroup, .publicGroup, .groupMarkedForDeletion, .groupRenamedForDeletion, .missingToken,
      .revokedToken, .expiredToken, .expiringToken, .tokenExpiringToday, .tokenWithoutExpiry, .longLivedToken,
      .maintainerToken, .guestToken, .additionalScope, .wrongScope, .secondNamesake, .predecessorInOverlap,
      .revokedPassword, .otherProjectsPassword, .deployTokenPassword, .orphanedToken:
      true
    }
  }
}
