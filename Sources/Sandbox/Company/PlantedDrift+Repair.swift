extension PlantedDrift {
  /// Whether `driftcheck --fix` settles it without anybody's leave to remove something.
  package var isRepairable: Bool {
    switch self {
    case .missingNamespace, .lostNamespaceLabel, .missingSecret, .opaqueSecret, .oldRegistry, .wrongUsername,
      .wrongAuth, .unreadableSecret, .missingGroup, .publicGroup, .missingToken, .revokedToken, .expiredToken,
      .expiringToken, .tokenExpiringToday, .tokenWithoutExpiry, .longLivedToken, .maintainerToken, .guestToken,
      .additionalScope, .wrongScope, .revokedPassword, .otherProjectsPassword, .deployTokenPassword,
      .missingApplicationFile, .missingPlaceholder, .changedApplication, .missingArgoRole,
      .missingArgoLine, .missingArgoGrant, .missingVaultPolicy, .missingVaultGroup, .missingVaultGrant,
      .missingVaultAlias, .changedVaultRules, .changedVaultGroupType, .changedVaultMountpath,
      .changedVaultAliasTarget:
      true
    // What these leave must be removed, which needs a leave of its own.
    case .namespaceLeftByOperator, .namespaceLeftByDriftcheck, .secretLeftBehind, .secondNamesake, .orphanedToken,
      .addedSource, .conflictMarkers, .applicationLeftBehind, .manifestsLeftBehind, .extraArgoLine, .formerArgoGroup,
      .argoRoleLeftBehind, .vaultPolicyOfOthers, .vaultPolicyLeftBehind:
      false
    // These need a person, or time.
    case .terminatingNamespace, .hostileProjectId, .hostileGoogleGroup, .undecodableProject, .conflictingProject,
      .leavingProject, .settlingProject, .groupMarkedForDeletion, .groupRenamedForDeletion, .predecessorInOverlap,
      .deniedArgoRight:
      false
    }
  }

  /// What a check finds once it is repaired: a live token of somebody else that no secret holds any more.
  package var expectedAfterRepair: ExpectedFinding? {
    switch self {
    case .deployTokenPassword: ExpectedFinding("token", "stale", "billing/billing-prod-image-puller (id 50008)")
    case .otherProjectsPassword: ExpectedFinding("token", "stale", "checkout/checkout-prod-image-puller (id 50023)")
    case .revokedPassword: ExpectedFinding("token", "stale", "payments/payments-prod-image-puller (id 50033)")
    case _: nil
    }
  }
}
