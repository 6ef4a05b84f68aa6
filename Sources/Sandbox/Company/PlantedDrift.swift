/// One way in which a system of the example company is not as its Projects want it.
///
/// Of each kind of thing every drift breaks that of another Project, so any of them, and all of them together, can be
/// planted in one world.
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
  case missingApplicationFile = "missing-application-file"
  case missingPlaceholder = "missing-placeholder"
  case changedApplication = "changed-application"
  case addedSource = "added-source"
  case conflictMarkers = "conflict-markers"
  case applicationLeftBehind = "application-left-behind"
  case manifestsLeftBehind = "manifests-left-behind"
  case missingArgoRole = "missing-argo-role"
  case missingArgoLine = "missing-argo-line"
  case missingArgoGrant = "missing-argo-grant"
  case extraArgoLine = "extra-argo-line"
  case deniedArgoRight = "denied-argo-right"
  case formerArgoGroup = "former-argo-group"
  case argoRoleLeftBehind = "argo-role-left-behind"
  case missingVaultPolicy = "missing-vault-policy"
  case missingVaultGroup = "missing-vault-group"
  case missingVaultGrant = "missing-vault-grant"
  case missingVaultAlias = "missing-vault-alias"
  case changedVaultRules = "changed-vault-rules"
  case changedVaultGroupType = "changed-vault-group-type"
  case changedVaultMountpath = "changed-vault-mountpath"
  case changedVaultAliasTarget = "changed-vault-alias-target"
  case vaultPolicyOfOthers = "vault-policy-of-others"
  case vaultPolicyLeftBehind = "vault-policy-left-behind"

  /// A part of the company that a check reads by itself, or leaves out.
  package enum System: CaseIterable, Sendable {
    case cluster
    case gitlab
    case repositories
  }

  /// The drifts that a check finds which reads these systems and no others.
  package static func visible(in systems: Set<System>) -> [PlantedDrift] {
    allCases.filter { systems.contains($0.system) }
  }

  /// The system that must be read to find it; the cluster always is.
  package var system: System {
    switch self {
    case .missingNamespace, .terminatingNamespace, .lostNamespaceLabel, .namespaceLeftByOperator,
      .namespaceLeftByDriftcheck, .missingSecret, .opaqueSecret, .oldRegistry, .wrongUsername, .wrongAuth,
      .unreadableSecret, .secretLeftBehind, .hostileProjectId, .hostileGoogleGroup, .undecodableProject,
      .conflictingProject, .leavingProject, .settlingProject:
      .cluster
    case .missingGroup, .publicGroup, .groupMarkedForDeletion, .groupRenamedForDeletion, .missingToken,
      .revokedToken, .expiredToken, .expiringToken, .tokenExpiringToday, .tokenWithoutExpiry, .longLivedToken,
      .maintainerToken, .guestToken, .additionalScope, .wrongScope, .secondNamesake, .predecessorInOverlap,
      .revokedPassword, .otherProjectsPassword, .deployTokenPassword, .orphanedToken:
      .gitlab
    case .missingApplicationFile, .missingPlaceholder, .changedApplication, .addedSource, .conflictMarkers,
      .applicationLeftBehind, .manifestsLeftBehind, .missingArgoRole, .missingArgoLine, .missingArgoGrant,
      .extraArgoLine, .deniedArgoRight, .formerArgoGroup, .argoRoleLeftBehind, .missingVaultPolicy,
      .missingVaultGroup, .missingVaultGrant, .missingVaultAlias, .changedVaultRules, .changedVaultGroupType,
      .changedVaultMountpath, .changedVaultAliasTarget, .vaultPolicyOfOthers, .vaultPolicyLeftBehind:
      .repositories
    }
  }
}
