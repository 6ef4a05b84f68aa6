import Drift
import Foundation
import Model

/// What is to go in a ``Cleanup``: what a Project left behind, or what is beyond at one that is there.
enum Scene: CaseIterable {
  case namespace, pullSecret, token, files, role, vaultPolicy
  case grant, vaultGrant, staleToken, additions
  case finalizer

  /// Whether it belongs to a Project that is gone.
  var isOrphan: Bool {
    switch self {
    case .namespace, .pullSecret, .token, .files, .role, .vaultPolicy: true
    case .grant, .vaultGrant, .staleToken, .additions, .finalizer: false
    }
  }

  /// The NAME that it belongs to.
  var name: String {
    isOrphan || self == .finalizer ? Cleanup.gone : Cleanup.kept
  }

  func prepare(_ world: inout World) {
    switch self {
    case .namespace:
      leave(&world)
      world.deployment?.files["applications/\(name).yaml"] = nil
      world.deployment?.files["manifests/\(name)/.gitkeep"] = nil
    case .pullSecret:
      leave(&world)
      world.namespaces[name]?.mark = .unmarked
    case .token, .files, .role, .vaultPolicy:
      leave(&world)
    case .grant:
      world.flux?.policy.append("g, former.crew@example.com, role:\(name)")
    case .vaultGrant:
      world.flux?.grant("shop_dev_access", to: "former.crew@example.com")
    case .staleToken:
      Break.twin.apply(to: name, in: &world)
    case .additions:
      world.deployment?[name] += "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n"
    case .finalizer:
      strip(&world)
      for index in world.resources.indices where world.resources[index].reference.name == name {
        world.resources[index].deletedAt = World.now.addingTimeInterval(-2 * Cleanup.day)
        world.resources[index].finalizers = ["someone.example.com/backup", "project.kyotu.tech/finalizer"]
      }
    }
  }

  private func leave(_ world: inout World) {
    Break.gone.apply(to: name, in: &world)
  }

  /// Takes away everything that the Project owned.
  private func strip(_ world: inout World) {
    Break.namespaceGone.apply(to: name, in: &world)
    Break.tokenGone.apply(to: name, in: &world)
    world.deployment?.files["applications/\(name).yaml"] = nil
    world.deployment?.files["manifests/\(name)/.gitkeep"] = nil
    world.flux?.policy.removeAll { $0.contains("role:\(name)") }
    world.flux?.policies.removeAll { $0.name == "shop_qa_access" }
    world.flux?.revoke("shop_qa_access", from: "shop.crew@example.com")
  }

  /// Whether `removal` is the one that it is about.
  func isAbout(_ removal: Removal) -> Bool {
    switch (self, removal.object) {
    case (.namespace, .namespace), (.pullSecret, .pullSecret), (.token, .token), (.staleToken, .token),
      (.files, .applicationFiles), (.additions, .applicationAdditions), (.role, .argoLines), (.grant, .argoLines),
      (.vaultPolicy, .vaultAccess), (.vaultGrant, .vaultAccess), (.finalizer, .finalizer):
      removal.name == name
    case (_, _): false
    }
  }
}
