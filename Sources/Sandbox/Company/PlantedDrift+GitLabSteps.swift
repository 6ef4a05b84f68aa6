import Foundation

extension PlantedDrift {
  /// The tokens that drifts add.
  enum PlantedToken {
    static let predecessor = 40_001
    static let revoked = 40_002
    static let secondNamesake = 90_001
    static let orphan = 90_002
  }

  /// Breaks what `world` holds in GitLab; a drift of the cluster alone does nothing here.
  func plantInGitLab(of world: inout World, at now: Date) {
    let today = CalendarDay(of: now)
    switch self {
    case .missingGroup: world.takeGroup("analytics")
    case .publicGroup: world.editGroup("reports") { $0.visibility = .everybody }
    case .groupMarkedForDeletion:
      world.endGroup("mobile-api", on: today.adding(days: -2), renaming: false)
    case .groupRenamedForDeletion:
      world.endGroup("warehouse", on: today.adding(days: -2), renaming: true)
    case .missingToken: world.takeToken(of: "shop-test")
    case .revokedToken: world.editToken(of: "billing-dev") { $0.isRevoked = true }
    case .expiredToken: world.endToken(of: "catalog-dev", on: today.adding(days: -3))
    case .expiringToken: world.endToken(of: "payments-stage", on: today.adding(days: 10))
    case .tokenExpiringToday: world.endToken(of: "checkout-stage", on: today)
    case .tokenWithoutExpiry: world.editToken(of: "identity-dev") { $0.expiresAt = nil }
    case .longLivedToken:
      world.editToken(of: "search-dev") { $0.expiresAt = today.adding(days: 800) }
    case .maintainerToken: world.editToken(of: "billing-stage") { $0.level = 40 }
    case .guestToken: world.editToken(of: "checkout-dev") { $0.level = 10 }
    case .additionalScope:
      world.editToken(of: "gateway-dev") { $0.scopes = ["api", "read_registry"] }
    case .wrongScope: world.editToken(of: "gateway-prod") { $0.scopes = ["api"] }
    case .secondNamesake:
      world.addToken(besideThatOf: "shop-stage", id: PlantedToken.secondNamesake) { _ in }
    case .predecessorInOverlap: rotate(in: &world, at: now)
    case .revokedPassword:
      world.addToken(besideThatOf: "payments-prod", id: PlantedToken.revoked) { token in
        token.isRevoked = true
        token.createdAt = now.addingTimeInterval(-300 * 86_400)
      }
      let dead = world.gitlab.tokens[PlantedToken.revoked]?.secret ?? ""
      world.fillPullSecret(of: "payments-prod", password: dead)
    case .otherProjectsPassword:
      world.fillPullSecret(of: "checkout-prod", password: Identifiers.token("shop-prod"))
    case .deployTokenPassword:
      let deployToken = Identifiers.token("billing/deploy").replacing("glpat-", with: "gldt-")
      world.fillPullSecret(of: "billing-prod", password: deployToken)
    case .orphanedToken:
      world.addToken(besideThatOf: "billing-stage", id: PlantedToken.orphan) { token in
        token.name = "billing-qa-image-puller"
        token.level = 20
      }
    case .missingNamespace, .terminatingNamespace, .lostNamespaceLabel, .namespaceLeftByOperator,
      .namespaceLeftByDriftcheck, .missingSecret, .opaqueSecret, .oldRegistry, .wrongUsername, .wrongAuth,
      .unreadableSecret, .secretLeftBehind, .hostileProjectId, .hostileGoogleGroup, .undecodableProject,
      .conflictingProject, .leavingProject, .settlingProject, .missingApplicationFile, .missingPlaceholder,
      .changedApplication, .addedSource, .conflictMarkers, .applicationLeftBehind, .manifestsLeftBehind,
      .missingArgoRole, .missingArgoLine, .missingArgoGrant, .extraArgoLine, .deniedArgoRight, .formerArgoGroup,
      .argoRoleLeftBehind, .missingVaultPolicy, .missingVaultGroup, .missingVaultGrant, .missingVaultAlias,
      .changedVaultRules, .changedVaultGroupType, .changedVaultMountpath, .changedVaultAliasTarget,
      .vaultPolicyOfOthers, .vaultPolicyLeftBehind:
      break
    }
  }

  /// What a rotation of shop-dev's token looks like twenty minutes after it.
  private func rotate(in world: inout World, at now: Date) {
    let rotatedAt = now.addingTimeInterval(-1200)
    world.addToken(besideThatOf: "shop-dev", id: PlantedToken.predecessor) { _ in }
    world.editToken(of: "shop-dev") { token in
      token.createdAt = rotatedAt
      token.expiresAt = CalendarDay(of: rotatedAt).adding(days: 365)
    }
    guard let token = world.gitlab.token(holding: Identifiers.token("shop-dev")),
      let expiresAt = token.expiresAt
    else { return }
    world.annotatePullSecret(
      of: "shop-dev",
      TokenNote(
        id: token.id,
        secret: token.secret,
        expiresAt: expiresAt,
        rotatedAt: rotatedAt,
        predecessors: [PlantedToken.predecessor]
      )
    )
  }
}

extension World {
  /// Lets the token of the Project called `name` have begun a year before `day`, on which it dies.
  fileprivate mutating func endToken(of name: String, on day: CalendarDay) {
    editToken(of: name) { token in
      token.expiresAt = day
      token.createdAt = day.adding(days: -365).start.addingTimeInterval(9 * 3600)
    }
  }
}
