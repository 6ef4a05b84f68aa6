extension PlantedDrift {
  /// The one finding that a check must report for it, nil where it must report none.
  package var expected: ExpectedFinding? {
    switch self {
    case .missingNamespace: ExpectedFinding("namespace", "missing", "billing-test")
    case .terminatingNamespace: ExpectedFinding("namespace", "changed", "checkout-test")
    case .lostNamespaceLabel: ExpectedFinding("namespace", "changed", "catalog-stage")
    case .namespaceLeftByOperator: ExpectedFinding("namespace", "orphaned", "legacy-dev")
    case .namespaceLeftByDriftcheck: ExpectedFinding("namespace", "orphaned", "pilot-test")
    case .missingSecret: ExpectedFinding("pullSecret", "missing", "shop-qa")
    case .opaqueSecret: ExpectedFinding("pullSecret", "changed", "identity-stage")
    case .oldRegistry: ExpectedFinding("pullSecret", "changed", "search-qa")
    case .wrongUsername: ExpectedFinding("pullSecret", "changed", "payments-dev")
    case .wrongAuth: ExpectedFinding("pullSecret", "changed", "payments-test")
    case .unreadableSecret: ExpectedFinding("pullSecret", "changed", "gateway-stage")
    case .secretLeftBehind: ExpectedFinding("pullSecret", "orphaned", "atlas-prod")
    case .hostileProjectId: ExpectedFinding("project", "invalid", "projects/escape")
    case .hostileGoogleGroup: ExpectedFinding("project", "invalid", "projects/reports-qa")
    case .undecodableProject: ExpectedFinding("project", "invalid", "projects/scrambled")
    case .conflictingProject: ExpectedFinding("project", "conflict", "projects-emea/shop-prod")
    case .leavingProject: ExpectedFinding("project", "leaving", "projects/mobile-api-qa")
    case .settlingProject: nil
    case .missingGroup: ExpectedFinding("group", "missing", "analytics")
    case .publicGroup: ExpectedFinding("group", "changed", "reports")
    case .groupMarkedForDeletion: ExpectedFinding("group", "changed", "mobile-api")
    case .groupRenamedForDeletion: ExpectedFinding("group", "changed", "warehouse")
    case .missingToken: ExpectedFinding("token", "missing", "shop/shop-test-image-puller")
    case .revokedToken: ExpectedFinding("token", "missing", "billing/billing-dev-image-puller")
    case .expiredToken: ExpectedFinding("token", "expired", "catalog/catalog-dev-image-puller")
    case .expiringToken: ExpectedFinding("token", "expiring", "payments/payments-stage-image-puller")
    case .tokenExpiringToday: ExpectedFinding("token", "expired", "checkout/checkout-stage-image-puller")
    case .tokenWithoutExpiry: ExpectedFinding("token", "changed", "identity/identity-dev-image-puller")
    case .longLivedToken: ExpectedFinding("token", "changed", "search/search-dev-image-puller")
    case .maintainerToken: ExpectedFinding("token", "extra", "billing/billing-stage-image-puller")
    case .guestToken: ExpectedFinding("token", "changed", "checkout/checkout-dev-image-puller")
    case .additionalScope: ExpectedFinding("token", "extra", "gateway/gateway-dev-image-puller")
    case .wrongScope: ExpectedFinding("token", "changed", "gateway/gateway-prod-image-puller")
    case .secondNamesake:
      ExpectedFinding("token", "stale", "shop/shop-stage-image-puller (id \(PlantedToken.secondNamesake))")
    case .predecessorInOverlap: nil
    case .revokedPassword: ExpectedFinding("pullSecret", "changed", "payments-prod")
    case .otherProjectsPassword: ExpectedFinding("pullSecret", "changed", "checkout-prod")
    case .deployTokenPassword: ExpectedFinding("pullSecret", "changed", "billing-prod")
    case .orphanedToken:
      ExpectedFinding("token", "orphaned", "billing/billing-qa-image-puller (id \(PlantedToken.orphan))")
    case .missingApplicationFile: ExpectedFinding("application", "missing", "shop-dev")
    case .missingPlaceholder: ExpectedFinding("application", "missing", "billing-dev")
    case .changedApplication: ExpectedFinding("application", "changed", "catalog-prod")
    case .addedSource: ExpectedFinding("application", "changed", "payments-stage")
    case .conflictMarkers: ExpectedFinding("application", "changed", "identity-stage")
    case .applicationLeftBehind: ExpectedFinding("application", "orphaned", "beta-test")
    case .manifestsLeftBehind: ExpectedFinding("application", "orphaned", "beta-stage")
    case .missingArgoRole: ExpectedFinding("argoRbac", "missing", "checkout-dev")
    case .missingArgoLine: ExpectedFinding("argoRbac", "missing", "shop-test")
    case .missingArgoGrant: ExpectedFinding("argoRbac", "missing", "gateway-dev")
    case .extraArgoLine: ExpectedFinding("argoRbac", "extra", "billing-stage")
    case .deniedArgoRight: ExpectedFinding("argoRbac", "extra", "catalog-dev")
    case .formerArgoGroup: ExpectedFinding("argoRbac", "extra", "reports-dev")
    case .argoRoleLeftBehind: ExpectedFinding("argoRbac", "orphaned", "beta-test")
    case .missingVaultPolicy: ExpectedFinding("vaultRbac", "missing", "shop-qa")
    case .missingVaultGroup: ExpectedFinding("vaultRbac", "missing", "identity-prod")
    case .missingVaultGrant: ExpectedFinding("vaultRbac", "missing", "checkout-stage")
    case .missingVaultAlias: ExpectedFinding("vaultRbac", "missing", "billing-prod")
    case .changedVaultRules: ExpectedFinding("vaultRbac", "changed", "payments-dev")
    case .changedVaultGroupType: ExpectedFinding("vaultRbac", "changed", "catalog-prod")
    case .changedVaultMountpath: ExpectedFinding("vaultRbac", "changed", "reports-prod")
    case .changedVaultAliasTarget: ExpectedFinding("vaultRbac", "changed", "gateway-prod")
    case .vaultPolicyOfOthers: ExpectedFinding("vaultRbac", "extra", "billing-dev")
    case .vaultPolicyLeftBehind: ExpectedFinding("vaultRbac", "orphaned", "beta-test")
    }
  }
}

/// What a check must say about a planted drift, in the words of the report.
package struct ExpectedFinding: Sendable, Hashable {
  /// The kind of the thing that drifted.
  package var kind: String
  /// The fault.
  package var fault: String
  /// The NAME it is about; for a Project itself its namespace and name, for a group its full path, for a token
  /// the group and its name, with its number where there can be several.
  package var subject: String

  /// As one line: `namespace missing shop-dev`.
  package var line: String { "\(kind) \(fault) \(subject)" }

  init(_ kind: String, _ fault: String, _ subject: String) {
    self.kind = kind
    self.fault = fault
    self.subject = subject
  }
}
