extension PlantedDrift {
  /// Whether `driftcheck --fix` settles it without anybody's leave to remove something.
  package var isRepairable: Bool {
    switch self {
    case .missingNamespace, .lostNamespaceLabel, .missingSecret, .opaqueSecret, .oldRegistry, .wrongUsername,
      .wrongAuth, .unreadableSecret, .missingGroup, .publicGroup, .missingToken, .revokedToken, .expiredToken,
      .expiringToken, .tokenExpiringToday, .tokenWithoutExpiry, .longLivedToken, .maintainerToken, .guestToken,
      .additionalScope, .wrongScope, .revokedPassword, .otherProjectsPassword, .deployTokenPassword,
      .missingApplicationFile, .missingPlaceholder, .changedApplication, .conflictMarkers, .missingArgoRole,
      .missingArgoLine, .missingArgoGrant, .missingVaultPolicy, .missingVaultGroup, .missingVaultGrant,
      .missingVaultAlias, .changedVaultRules, .changedVaultGroupType, .changedVaultMountpath,
      .changedVaultAliasTarget:
      true
    // What these leave must be removed, which needs a leave of its own.
    case .namespaceLeftByOperator, .namespaceLeftByDriftcheck, .secretLeftBehind, .secondNamesake, .orphanedToken,
      .addedSource, .applicationLeftBehind, .manifestsLeftBehind, .extraArgoLine, .formerArgoGroup,
      .argoRoleLeftBehind, .vaultPolicyOfOthers, .vaultPolicyLeftBehind:
      false
    // These need a person, or time.
    case .terminatingNamespace, .hostileProjectId, .hostileGoogleGroup, .undecodableProject, .conflictingProject,
      .leavingProject, .settlingProject, .groupMarkedForDeletion, .groupRenamedForDeletion, .predecessorInOverlap,
      .deniedArgoRight:
      false
    }
  }
}
