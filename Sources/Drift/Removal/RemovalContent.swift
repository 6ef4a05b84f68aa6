import Formats
import Model

/// Compares what may go out of a repository with what we would write there, or where a Project keeps the rest, that rest.
struct RemovalContent {
  /// What the Project owns by what we would write.
  let wished: Estate
  let snapshot: Snapshot

  /// How the files differ, in words; nil where they do not.
  func difference(in files: Removal.ApplicationFiles) -> String? {
    guard let file = files.file else { return nil }
    guard let application = wished.application else { return "there is no template" }
    if application.blob == file { return nil }
    guard let text = snapshot.deployment?.texts[file]?.value else { return "\(application.path) differs" }
    do throws(YAMLFlaw) {
      let difference = ManifestDifference(
        desired: try ApplicationManifest(parsing: application.manifest.text),
        observed: try ApplicationManifest(parsing: text)
      )
      return difference.isEmpty ? nil : "\(application.path) differs"
    } catch {
      return "\(application.path) cannot be read: \(error)"
    }
  }

  /// What is lacking for the file to be ours with additions, in words; nil where nothing is.
  func difference(in additions: Removal.ApplicationAdditions) -> String? {
    let path = additions.wished.path
    guard let text = snapshot.deployment?.texts[additions.judged]?.value else { return "\(path) was not read" }
    do throws(YAMLFlaw) {
      let difference = ManifestDifference(
        desired: try ApplicationManifest(parsing: additions.wished.manifest.text),
        observed: try ApplicationManifest(parsing: text)
      )
      return difference.missingObjects.isEmpty
        ? nil : "\(path) lacks \(difference.missingObjects.map { "\($0)" }.joined(separator: ", "))"
    } catch {
      return "\(path) cannot be read: \(error)"
    }
  }

  /// - Parameter isKept: whether the role stays; then its own lines must all be there, the grant before another one goes,
  ///   and the lines that go are others by their nature.
  func difference(in lines: Removal.ArgoLines, isKept: Bool) -> String? {
    guard let role = wished.argoRbac, role.role == lines.role else { return "there is no such role" }
    let wanted = Set(role.rules)
    if isKept {
      let present = Set(snapshot.flux?.argoRbac.value?.policy.lines(of: role.role).map(\.rule) ?? [])
      let lacking = role.rules.first { !present.contains($0) }
      return lacking.map { "the role lacks the line “\($0.policyLine)”" }
    }
    let odd = lines.rules.first { !wanted.contains($0) && !isUsualGrant($0) }
    return odd.map { "the line “\($0.policyLine)”" }
  }

  /// Whether it gives the role to a group of people, where nobody knows which one had it.
  private func isUsualGrant(_ rule: ArgoRbac.Rule) -> Bool {
    switch rule {
    case .permission: false
    case .grant(let member, let role):
      role == wished.argoRbac?.role && wished.project.googleGroup == nil && Project.isGoogleGroup(member)
    }
  }

  /// - Parameter isKept: whether the policy stays; then it must say what we would write, and who shall have it must have
  ///   it before others lose it, which are others by their nature.
  func difference(in access: Removal.VaultAccess, isKept: Bool) -> String? {
    guard let vault = wished.vaultRbac, vault.policy == access.policy else { return "there is no such policy" }
    let entries = isKept ? snapshot.flux?.vaultRbac.value?.policies(named: vault.policy) ?? [] : access.entries
    if isKept && entries.isEmpty { return "the policy \(vault.policy) is not there" }
    if !entries.allSatisfy({ $0.allows(vault) }) { return "the rules of \(vault.policy) are others" }
    if isKept, let group = vault.group?.name, !holds(group, vault.policy) {
      return "the group \(group) does not have \(vault.policy)"
    }
    let odd = isKept ? nil : access.holders.first { !isUsual($0, vault) }
    return odd.map { "the group \($0.name) has \(vault.policy)" }
  }

  private func holds(_ group: String, _ policy: String) -> Bool {
    snapshot.flux?.vaultRbac.value?.groups(named: group).last?.has(policy: policy) ?? false
  }

  private func isUsual(_ holder: VaultConfig.Group, _ vault: VaultRbac) -> Bool {
    guard let group = vault.group else { return holder.type == "external" && Project.isGoogleGroup(holder.name) }
    return holder.name == group.name && holder.type == group.type
  }
}
