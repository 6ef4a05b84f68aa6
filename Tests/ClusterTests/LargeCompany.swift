import Foundation
import Sandbox
import TestSupport

/// A company of more Projects than fit on a page of a list, on a real server that no test changes.
enum LargeCompany {
  /// How many Projects there are.
  static let size = 600

  /// What has drifted: a label, a whole secret, and the content of one.
  static let lines = [
    "namespace changed product-70-dev", "pullSecret changed product-50-dev", "pullSecret missing product-7-qa",
  ]

  /// The server that holds them.
  static var cluster: CompanyCluster {
    get async throws { try await start.value }
  }

  private static let start = Task { try await CompanyCluster.start(holding: world) }

  private static let world: World = {
    var world = Company.generated(size).world(at: ExampleCompany.epoch)
    world[.namespaces, ObjectName(name: "product-70-dev")]?[["metadata", "labels", "example.com/backup"]] = nil
    world[.secrets, pullSecret(of: "product-7-qa")] = nil
    world[.secrets, pullSecret(of: "product-50-dev")]?[["data", ".dockerconfigjson"]] = .string(
      Data(#"{"auths": {}}"#.utf8).base64EncodedString()
    )
    return world
  }()

  private static func pullSecret(of name: String) -> ObjectName {
    ObjectName(namespace: name, name: "gitlab-registry-image-pull-secret")
  }
}
