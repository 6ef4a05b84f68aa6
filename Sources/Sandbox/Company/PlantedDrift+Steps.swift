package import Foundation

extension PlantedDrift {
  /// Breaks `world`, a world of the example company, in this one way.
  ///
  /// - Parameter now: The time that the world was made for.
  package func plant(in world: inout World, at now: Date = Date()) {
    plantInGitLab(of: &world, at: now)
    plantInRepositories(of: &world.git)
    let longAgo = now.addingTimeInterval(-300 * 86_400)
    let weekAgo = now.addingTimeInterval(-7 * 86_400)
    switch self {
    case .missingNamespace: world.takeNamespace("billing-test")
    case .terminatingNamespace: world.endNamespace("checkout-test", since: now.addingTimeInterval(-7200))
    case .lostNamespaceLabel:
      world.edit(.namespaces, ObjectName(name: "catalog-stage")) { namespace in
        namespace[["metadata", "labels", Marks.backupLabel]] = nil
      }
    case .namespaceLeftByOperator:
      world.addNamespace("legacy-dev", .made(by: .kyotuOperator, for: ""), created: longAgo)
    case .namespaceLeftByDriftcheck:
      world.addNamespace(
        "pilot-test",
        .made(by: .driftcheck, for: "projects/pilot-test"),
        created: longAgo
      )
    case .missingSecret: world[.secrets, World.pullSecret(of: "shop-qa")] = nil
    case .opaqueSecret:
      world.edit(.secrets, World.pullSecret(of: "identity-stage")) { $0["type"] = "Opaque" }
    case .oldRegistry: world.fillPullSecret(of: "search-qa", Self.oldRegistryContent)
    case .wrongUsername: world.fillPullSecret(of: "payments-dev", Self.wrongUsernameContent)
    case .wrongAuth: world.fillPullSecret(of: "payments-test", Self.wrongAuthContent)
    case .unreadableSecret: world.fillPullSecret(of: "gateway-stage", ["auths": "see the wiki"])
    case .secretLeftBehind: world.leavePullSecret(in: "atlas-prod", created: longAgo)
    case .hostileProjectId: world.addProject("escape", projectId: "../x", "dev", created: weekAgo)
    case .hostileGoogleGroup:
      world.edit(.projects, ObjectName(namespace: "projects", name: "reports-qa")) { project in
        project[["spec", "googleGroup"]] = "reports.crew@example.com, role:admin\ng, everybody@example.com"
      }
    case .undecodableProject: world.addProject("scrambled", projectId: 42, "dev", created: weekAgo)
    case .conflictingProject:
      let people = "shop.oncall@example.com"
      let home = "projects-emea"
      world.addProject("shop-prod", in: home, projectId: "shop", "prod", googleGroup: people, created: weekAgo)
    case .leavingProject: world.endProject("mobile-api-qa", since: now.addingTimeInterval(-3600))
    case .settlingProject: world.addProject("loyalty-dev", projectId: "loyalty", "dev", created: now)
    case .missingGroup, .publicGroup, .groupMarkedForDeletion, .groupRenamedForDeletion, .missingToken,
      .revokedToken, .expiredToken, .expiringToken, .tokenExpiringToday, .tokenWithoutExpiry, .longLivedToken,
      .maintainerToken, .guestToken, .additionalScope, .wrongScope, .secondNamesake, .predecessorInOverlap,
      .revokedPassword, .otherProjectsPassword, .deployTokenPassword, .orphanedToken, .missingApplicationFile,
      .missingPlaceholder, .changedApplication, .addedSource, .conflictMarkers, .applicationLeftBehind,
      .manifestsLeftBehind, .missingArgoRole, .missingArgoLine, .missingArgoGrant, .extraArgoLine, .deniedArgoRight,
      .formerArgoGroup, .argoRoleLeftBehind, .missingVaultPolicy, .missingVaultGroup, .missingVaultGrant,
      .missingVaultAlias, .changedVaultRules, .changedVaultGroupType, .changedVaultMountpath,
      .changedVaultAliasTarget, .vaultPolicyOfOthers, .vaultPolicyLeftBehind:
      break
    }
  }

  private static var oldRegistryContent: JSONValue {
    var content = PullSecret("search-qa")
    content.registry = "https://registry.gitlab.example.com"
    return content.configuration
  }

  private static var wrongUsernameContent: JSONValue {
    PullSecret(username: "payments-robot", password: Identifiers.token("payments-dev")).configuration
  }

  private static var wrongAuthContent: JSONValue {
    var content = PullSecret("payments-test")
    content.auth = Data("payments-test-image-puller:glpat-of-last-year".utf8).base64EncodedString()
    return content.configuration
  }
}
