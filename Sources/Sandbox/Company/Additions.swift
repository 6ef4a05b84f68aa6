import Foundation

/// What teams of the example company added to objects that are ours: allowed, and not to be reported or lost.
enum Additions {
  /// Adds to those objects of `world`; a world without them stays as it is.
  static func add(to world: inout World) {
    // A second registry beside ours, and a label of the team's own.
    var pair = PullSecret("search-prod")
    pair.otherRegistries["quay.io"] = [
      "auth": .string(Data("robot:quay-password".utf8).base64EncodedString())
    ]
    world.fillPullSecret(of: "search-prod", pair.configuration)
    world.edit(.secrets, World.pullSecret(of: "search-prod")) {
      $0[["metadata", "labels", "team"]] = "search"
    }
    // The same registry as kubelets understand it: scheme and /v1/ say nothing.
    var spelled = PullSecret("identity-prod")
    spelled.registry = "https://registry.example.com/v1/"
    world.fillPullSecret(of: "identity-prod", spelled.configuration)
    world.edit(.namespaces, ObjectName(name: "shop-prod")) { namespace in
      namespace[["metadata", "labels", "pod-security.kubernetes.io/enforce"]] = "baseline"
      namespace[["metadata", "annotations", "example.com/cost-center"]] = "4711"
    }
  }
}
