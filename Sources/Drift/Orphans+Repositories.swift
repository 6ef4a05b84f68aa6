import Model

extension Orphans {
  /// Files `applications/NAME.yaml` that no Project asks for, each with its folder of manifests, and folders left alone.
  var applications: [Finding] {
    guard let deployment = snapshot.deployment else { return [] }
    let files = deployment.applications.entries.keys.filter(isUnclaimed)
    let folders = deployment.manifests.entries.filter { isUnclaimed($0.key) }
    return Set(files).union(folders.keys).map { name in
      finding(onApplication: name, hasFile: deployment.applications[name].value != nil, folder: folders[name])
    }
  }

  /// Whether `name` has the shape of a NAME and no Project, served or not, stands for it.
  func isUnclaimed(_ name: String) -> Bool {
    !roster.claimedNames.contains(name) && Project.isName(name)
  }

  private func finding(onApplication name: String, hasFile: Bool, folder: ManifestsFolder?) -> Finding {
    let file = "\(Application.folder)/\(name)\(Application.fileExtension)"
    let manifests = "\(Application.manifestsFolder)/\(name)"
    let isKept = folder?.holdsMore ?? false
    let removed = (hasFile ? [file] : []) + (folder != nil && !isKept ? [manifests] : [])
    return Finding(
      kind: .application,
      project: name,
      subject: name,
      fault: .orphaned,
      fields: (hasFile ? [FieldDifference(file, desired: .absent, observed: .text("a file"))] : [])
        + (folder == nil ? [] : [FieldDifference(manifests, desired: .absent, observed: .text("a folder"))]),
      action: removed.isEmpty
        ? nil : ProposedAction("remove \(removed.joined(separator: " and "))", removal: true),
      reason: "no Project asks for it"
        + (isKept ? "; \(manifests) holds more than \(Application.placeholderName), so it stays" : "")
    )
  }

  /// Roles `role:NAME` that no Project asks for, by what they allow or by who has them.
  var roles: [Finding] {
    guard let live = snapshot.flux?.argoRbac.value else { return [] }
    return live.policy.names.compactMap { role in
      guard let name = ArgoRbac.name(owning: role), isUnclaimed(name) else { return nil }
      return finding(onRole: role, of: name, in: live)
    }
  }

  /// A role of our name that allows other things than ours does, and nothing of what ours does, is somebody else's.
  private func finding(onRole role: String, of name: String, in live: LiveArgoPolicy) -> Finding? {
    let lines = live.policy.lines(of: role)
    let objects = lines.compactMap(\.rule.object)
    let isGiven = lines.contains { $0.rule.gives(role) }
    guard objects.isEmpty ? isGiven : objects.contains(ArgoRbac.objects(of: name)) else { return nil }
    let removable = lines.count { !$0.rule.denies }
    return Finding(
      kind: .argoRbac,
      project: name,
      subject: role,
      fault: .orphaned,
      fields: lines.map { $0.beyond(in: live) },
      action: ProposedAction.removing(lines: removable),
      reason: "no Project asks for it"
        + (removable < lines.count ? "; \(ArgoPolicy.Line.reasonToKeepDenials)" : "")
    )
  }

  /// Policies `U_access` that no Project asks for, by their own entry or by a group that has them.
  var policies: [Finding] {
    guard let config = snapshot.flux?.vaultRbac.value else { return [] }
    let names = Set(config.policies.map(\.name)).union(config.groups.flatMap(\.policies))
    // A Project refused for an underscore shields the policy that it may have meant.
    let claimed = Set(roster.claimedNames.map(VaultRbac.policy))
    return names.compactMap { policy in
      guard let name = VaultRbac.name(owning: policy), !claimed.contains(policy) else { return nil }
      let entries = config.policies(named: policy)
      let holders = Set(config.groups(havingPolicy: policy).map(\.name)).sorted()
      return Finding(
        kind: .vaultRbac,
        project: name,
        subject: policy,
        fault: .orphaned,
        fields: (entries.isEmpty
          ? [] : [FieldDifference("policies[\(policy)]", desired: .absent, observed: .text("an entry"))])
          + holders.map {
            FieldDifference("groups[\($0)].policies", desired: .absent, observed: .text(policy))
          },
        action: ProposedAction("remove the policy, and take it from the groups that have it", removal: true),
        reason: "no Project asks for it"
      )
    }
  }
}

extension ArgoRbac.Rule {
  /// What a permission is about; nil for a grant.
  fileprivate var object: String? {
    switch self {
    case .permission(_, _, _, let object, _): object
    case .grant: nil
    }
  }

  /// Whether it gives `wanted` to somebody.
  fileprivate func gives(_ wanted: String) -> Bool {
    switch self {
    case .permission: false
    case .grant(_, let role): role == wanted
    }
  }
}
