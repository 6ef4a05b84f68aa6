import Foundation
import Sandbox
import TestSupport

/// The example company on one real server, which all tests of one serialized suite turn about and turn back.
enum ExampleCompany {
  /// The moment that the ages of what it holds count back from; a real API server sets its own times, but what the
  /// annotations of pull secrets tell of tokens must agree with GitLab.
  static let epoch = Date()

  /// Nothing wrong in it.
  static let wished = Company.example.world(at: epoch)

  /// The wished world, broken in these ways.
  static func drifted(_ drifts: [PlantedDrift]) -> World {
    var world = wished
    for drift in drifts { drift.plant(in: &world, at: epoch) }
    return world
  }

  /// What a check must find after these drifts on a server that made all objects a moment ago.
  ///
  /// - Parameters:
  ///   - conflict: the Project that came later of the two that ask for shop-prod.
  ///   - systems: what the check reads.
  static func expectedLines(
    _ drifts: [PlantedDrift],
    conflict: String = "",
    in systems: Set<PlantedDrift.System> = Set(PlantedDrift.System.allCases)
  ) -> [String] {
    drifts.filter { systems.contains($0.system) }.flatMap { drift in
      switch drift {
      case .conflictingProject: ["project conflict \(conflict)"]
      // Nothing is too young here, so that what it has not yet is missing.
      case .settlingProject:
        ["namespace missing loyalty-dev"]
          + (systems.contains(.gitlab) ? ["group missing loyalty"] : [])
          + (systems.contains(.repositories)
            ? ["application", "argoRbac", "vaultRbac"].map { "\($0) missing loyalty-dev" } : [])
      case _: [drift.expected?.line].compactMap(\.self)
      }
    }.sorted()
  }

  private static let start = Task {
    let cluster = try await CompanyCluster.start(holding: wished)
    // One of the drifts is a Project that today's schema would refuse.
    try await cluster.loosenSchema()
    return cluster
  }

  /// Runs `body` while the server holds `world`, and turns it back to the wished one whatever happened.
  static func holding(_ world: World, _ body: (CompanyCluster) async throws -> Void) async throws {
    let cluster = try await start.value
    try await cluster.turn(from: wished, into: world)
    do {
      try await body(cluster)
    } catch {
      try await cluster.turn(from: world, into: wished)
      throw error
    }
    try await cluster.turn(from: world, into: wished)
  }
}
