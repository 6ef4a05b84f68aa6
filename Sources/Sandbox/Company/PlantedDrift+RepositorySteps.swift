extension PlantedDrift {
  private typealias Vault = VaultValuesFile

  /// Breaks what `git` holds; a drift of another system does nothing here.
  func plantInRepositories(of git: inout GitWorld) {
    switch self {
    case .missingApplicationFile: git[.deployment, ApplicationFile.path("shop-dev")] = nil
    case .missingPlaceholder: git[.deployment, ApplicationFile.placeholder("billing-dev")] = nil
    case .changedApplication:
      git.edit(.deployment, ApplicationFile.path("catalog-prod")) { text in
        text = text.replacing("targetRevision: 'main'", with: "targetRevision: 'catalog-2.0'")
      }
    case .addedSource:
      git.edit(.deployment, ApplicationFile.path("payments-stage")) { text in
        text = text.replacing("  sourceRepos:\n", with: "  sourceRepos:\n    - '*'\n")
      }
    case .conflictMarkers:
      git.edit(.deployment, ApplicationFile.path("identity-stage")) { text in
        let line = "  description: 'Kyotu Technology Identity-stage Projects'\n"
        text = text.replacing(line, with: "<<<<<<< HEAD\n\(line)=======\n\(line)>>>>>>> identity-2.0\n")
      }
    case .applicationLeftBehind:
      git[.deployment, ApplicationFile.path("beta-test")] = ApplicationFile.text("beta-test")
    case .manifestsLeftBehind:
      git[.deployment, ApplicationFile.placeholder("beta-stage")] = ""
      git[.deployment, "manifests/beta-stage/web/deployment.yaml"] = "apiVersion: apps/v1\nkind: Deployment\n"
    case .missingArgoRole: git.editPolicy { $0.take(of: "checkout-dev") }
    case .missingArgoLine: git.editPolicy { $0.take(of: "shop-test", with: "exec, create") }
    case .missingArgoGrant: git.editPolicy { $0.take(of: "gateway-dev", with: "g, ") }
    case .extraArgoLine:
      let line = "p, role:billing-stage, applications, delete, billing-stage/*, allow"
      git.editPolicy { $0.add(line, behind: "billing-stage") }
    case .deniedArgoRight:
      git.editPolicy { $0.add("p, role:catalog-dev, exec, create, catalog-dev/*, deny", behind: "catalog-dev") }
    case .formerArgoGroup:
      git.editPolicy { $0.add("g, reporting.crew@example.com, role:reports-dev", behind: "reports-dev") }
    case .argoRoleLeftBehind:
      git.editPolicy { policy in
        policy.add("p, role:beta-test, applications, get, beta-test/*, allow")
        policy.add("g, beta.crew@example.com, role:beta-test", behind: "beta-test")
      }
    case .missingVaultPolicy: git.replaceInVault(Vault.policy(of: "shop-qa"))
    case .missingVaultGroup:
      git.replaceInVault(Vault.group("identity.oncall@example.com", policies: ["identity_prod_access"]))
    case .missingVaultGrant: git.replaceInVault("          - checkout_stage_access\n")
    case .missingVaultAlias: git.replaceInVault(Vault.alias(of: "billing.oncall@example.com"))
    case .changedVaultRules:
      let rights = ["create", "read", "update", "delete", "list", "sudo"]
      git.replaceInVault(Vault.policy(of: "payments-dev"), with: Vault.policy(of: "payments-dev", rights: rights))
    case .changedVaultGroupType:
      let group = { Vault.group("catalog.oncall@example.com", policies: ["catalog_prod_access"], type: $0) }
      git.replaceInVault(group("external"), with: group("internal"))
    case .changedVaultMountpath:
      let name = "reports.oncall@example.com"
      git.replaceInVault(Vault.alias(of: name), with: Vault.alias(of: name, mountpath: "ldap"))
    case .changedVaultAliasTarget:
      let name = "gateway.oncall@example.com"
      git.replaceInVault(Vault.alias(of: name), with: Vault.alias(of: name, group: "trainees@example.com"))
    case .vaultPolicyOfOthers:
      let both = Vault.group("trainees@example.com", policies: ["training", "billing_dev_access"])
      git.replaceInVault(Vault.trainees, with: both)
    case .vaultPolicyLeftBehind: git.leaveVaultPolicy(of: "beta-test", group: "beta.crew@example.com")
    case .missingNamespace, .terminatingNamespace, .lostNamespaceLabel, .namespaceLeftByOperator,
      .namespaceLeftByDriftcheck, .missingSecret, .opaqueSecret, .oldRegistry, .wrongUsername, .wrongAuth,
      .unreadableSecret, .secretLeftBehind, .hostileProjectId, .hostileGoogleGroup, .undecodableProject,
      .conflictingProject, .leavingProject, .settlingProject, .missingGroup, .publicGroup, .groupMarkedForDeletion,
      .groupRenamedForDeletion, .missingToken, .revokedToken, .expiredToken, .expiringToken, .tokenExpiringToday,
      .tokenWithoutExpiry, .longLivedToken, .maintainerToken, .guestToken, .additionalScope, .wrongScope,
      .secondNamesake, .predecessorInOverlap, .revokedPassword, .otherProjectsPassword, .deployTokenPassword,
      .orphanedToken:
      break
    }
  }
}

extension GitWorld {
  fileprivate mutating func editPolicy(_ change: (inout ArgoPolicyText) -> Void) {
    edit(.flux, ArgoRbacFile.path) { text in
      var policy = ArgoPolicyText(text)
      change(&policy)
      text = policy.file
    }
  }

  fileprivate mutating func replaceInVault(_ text: String, with other: String = "") {
    edit(.flux, VaultValuesFile.path) { $0 = $0.replacing(text, with: other) }
  }

  /// Adds the policy of a Project that is gone, a group that has it, and the group's alias.
  fileprivate mutating func leaveVaultPolicy(of name: String, group: String) {
    let entries = [
      ("policies", VaultValuesFile.policy(of: name)),
      ("groups", VaultValuesFile.group(group, policies: [VaultValuesFile.policyName(of: name)])),
      ("group-aliases", VaultValuesFile.alias(of: group)),
    ]
    for (list, entry) in entries { replaceInVault("\n    \(list):\n", with: "\n    \(list):\n\(entry)") }
  }
}
