import Foundation
import Sandbox

/// A way to take something that a Project owns, or to spoil it, so that a repair can mend it without removing anything.
enum Damage: CaseIterable {
  case namespaceDeleted, labelLost
  case secretDeleted, secretEmptied, secretOfOtherType
  case groupDeleted, groupPublic
  case tokenDeleted, tokenRevoked, tokenExpired, tokenEndsSoon, tokenOfGuest, tokenOfMaintainer
  case fileDeleted, fileChanged, placeholderDeleted
  case argoLineDeleted, argoLinesDeleted
  case vaultPolicyDeleted, vaultGrantDeleted, vaultAliasDeleted

  /// Does it to `project` in `world`; where that lacks the thing already, nothing.
  func befall(
    _ project: CompanyProject,
    in world: inout World,
    at now: Date,
    using random: inout SeededGenerator
  ) {
    switch self {
    case .namespaceDeleted, .labelLost, .secretDeleted, .secretEmptied, .secretOfOtherType:
      befallCluster(project.name, in: &world)
    case .groupDeleted, .groupPublic: befallGroup(project.projectId, in: &world.gitlab)
    case .tokenDeleted, .tokenRevoked, .tokenExpired, .tokenEndsSoon, .tokenOfGuest, .tokenOfMaintainer:
      befallToken(project.name, in: &world.gitlab, at: now)
    case .fileDeleted, .fileChanged, .placeholderDeleted: befallFiles(project.name, in: &world.git)
    case .argoLineDeleted, .argoLinesDeleted: befallArgo(project.name, in: &world.git, using: &random)
    case .vaultPolicyDeleted, .vaultGrantDeleted, .vaultAliasDeleted: befallVault(project, in: &world.git)
    }
  }

  private func befallCluster(_ name: String, in world: inout World) {
    let namespace = ObjectName(name: name)
    let secret = ObjectName(namespace: name, name: "gitlab-registry-image-pull-secret")
    switch self {
    case .namespaceDeleted:
      world[.namespaces, namespace] = nil
      world[.secrets, secret] = nil
    case .labelLost: world[.namespaces, namespace]?[["metadata", "labels", "example.com/backup"]] = nil
    case .secretDeleted: world[.secrets, secret] = nil
    case .secretEmptied:
      world[.secrets, secret]?[["data", ".dockerconfigjson"]] = .string(
        Data(#"{"auths":{}}"#.utf8).base64EncodedString()
      )
    case .secretOfOtherType: world[.secrets, secret]?["type"] = "Opaque"
    case _: break
    }
  }

  private func befallGroup(_ path: String, in gitlab: inout GitLabWorld) {
    guard var group = gitlab.group(at: path) else { return }
    if self == .groupDeleted { return gitlab.remove(group) }
    group.visibility = .everybody
    gitlab.put(group)
  }

  private func befallToken(_ name: String, in gitlab: inout GitLabWorld, at now: Date) {
    guard var token = gitlab.token(holding: Identifiers.token(name)) else { return }
    let today = CalendarDay(of: now)
    switch self {
    case .tokenDeleted: return gitlab.remove(token)
    case .tokenRevoked: token.isRevoked = true
    case .tokenExpired: token.expiresAt = today.adding(days: -1)
    case .tokenEndsSoon: token.expiresAt = today.adding(days: 3)
    case .tokenOfGuest: token.level = 10
    case .tokenOfMaintainer: token.level = 40
    case _: return
    }
    gitlab.put(token)
  }

  private func befallFiles(_ name: String, in git: inout GitWorld) {
    let file = "applications/\(name).yaml"
    switch self {
    case .fileDeleted: git[.deployment, file] = nil
    case .fileChanged:
      git[.deployment, file] = git[.deployment, file]?.replacing("prune: true", with: "prune: false")
    case .placeholderDeleted: git[.deployment, "manifests/\(name)/.gitkeep"] = nil
    case _: break
    }
  }
}

extension Damage {
  private static let argo = "namespaces/argocd/argocd-operator/rbac.yaml"
  private static let vault = "namespaces/vault/vault/rbac_values.yaml"

  private func befallArgo(_ name: String, in git: inout GitWorld, using random: inout SeededGenerator) {
    var lines = git.lines(of: Self.argo)
    let own = lines.indices.filter { index in
      lines[index].split(separator: ",").contains { $0.trimmingCharacters(in: .whitespaces) == "role:\(name)" }
    }
    let gone = self == .argoLinesDeleted ? Set(own) : Set([own.randomElement(using: &random)].compactMap(\.self))
    lines = lines.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
    git[.flux, Self.argo] = lines.joined(separator: "\n")
  }

  private func befallVault(_ project: CompanyProject, in git: inout GitWorld) {
    let policy = "\(project.name.replacing("-", with: "_"))_access"
    var lines = git.lines(of: Self.vault)
    switch self {
    case .vaultPolicyDeleted: lines.removeEntry { $0.contains(policy) && $0.contains("rules:") }
    case .vaultGrantDeleted: lines.removeAll { $0.trimmingCharacters(in: .whitespaces) == "- \(policy)" }
    case .vaultAliasDeleted:
      guard let group = project.googleGroup else { return }
      lines.removeEntry { $0.contains("name: \(group)\n") && $0.contains("mountpath:") }
    case _: return
    }
    git[.flux, Self.vault] = lines.joined(separator: "\n")
  }
}

extension GitWorld {
  fileprivate func lines(of path: String) -> [String] {
    (self[.flux, path] ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

extension [String] {
  /// Takes out the first entry of a list, as the Vault file indents them, whose text fits.
  fileprivate mutating func removeEntry(where fits: (String) -> Bool) {
    for start in indices where self[start].hasPrefix("      - ") {
      let rest = self[(start + 1)...]
      let end = rest.firstIndex { !$0.hasPrefix("        ") } ?? endIndex
      guard fits(self[start..<end].joined(separator: "\n") + "\n") else { continue }
      return removeSubrange(start..<end)
    }
  }
}
