package import Foundation

/// A company with its Projects, the cluster that it runs on, its GitLab and its repositories.
package struct Company: Sendable {
  /// All Projects that are served.
  package var projects: [CompanyProject]

  /// The systems of this company with nothing wrong in them.
  ///
  /// Some of its namespaces the operator made, some driftcheck; some bear what their teams added, which is nobody's
  /// drift.
  ///
  /// - Parameter now: The time that all ages count back from.
  package func world(at now: Date = Date()) -> World {
    var world = World()
    Surroundings.add(to: &world, at: now)
    for project in projects {
      world.add(.projects, project.resource(at: now))
      world.add(.namespaces, project.namespace(at: now))
      world.add(.secrets, project.pullSecret(at: now))
    }
    Additions.add(to: &world)
    world.gitlab = gitlab(at: now)
    world.git = git()
    return world
  }

  /// A company of forty Projects.
  package static let example = Company(
    projects: [
      ("shop", ["dev", "qa", "test", "stage", "prod"]),
      ("billing", ["dev", "test", "stage", "prod"]),
      ("identity", ["dev", "stage", "prod"]),
      ("search", ["dev", "qa", "prod"]),
      ("checkout", ["dev", "test", "stage", "prod"]),
      ("catalog", ["dev", "stage", "prod"]),
      ("payments", ["dev", "test", "stage", "prod"]),
      ("warehouse", ["dev", "test", "prod"]),
      ("reports", ["dev", "qa", "prod"]),
      ("gateway", ["dev", "stage", "prod"]),
      ("mobile-api", ["dev", "qa", "prod"]),
      ("analytics", ["dev", "prod"]),
    ].enumerated().flatMap { product in
      product.element.1.enumerated().map { environment in
        make(product.element.0, environment.element, number: product.offset * 5 + environment.offset)
      }
    }
  )

  /// A company of `count` Projects under made-up names, five environments to a product, for measuring.
  package static func generated(_ count: Int) -> Company {
    let environments = ["dev", "qa", "test", "stage", "prod"]
    return Company(
      projects: (0..<count).map { number in
        make(
          "product-\(number / environments.count)",
          environments[number % environments.count],
          number: number
        )
      }
    )
  }

  /// Projects of the latest products were made by driftcheck, all others by the operator.
  private static func make(_ projectId: String, _ environment: String, number: Int) -> CompanyProject {
    let day: TimeInterval = 86_400
    let isRecent = number % 5 == 1
    return CompanyProject(
      projectId: projectId,
      environment: environment,
      googleGroup: projectId == "warehouse"
        ? nil : "\(projectId).\(environment == "prod" ? "oncall" : "crew")@example.com",
      home: projectId == "analytics" ? "projects-emea" : "projects",
      maker: isRecent ? .driftcheck : .kyotuOperator,
      number: number,
      age: isRecent ? 20 * day + TimeInterval(number) * 3600 : 400 * day - TimeInterval(number % 300) * day
    )
  }
}
