import GRDB
import Model

import struct Foundation.Date

/// The rows of Projects and their groups, within one transaction.
struct ProjectRows {
  let database: Database

  /// Keeps which Projects and groups a run saw; those that it did not see stay as they were.
  func note(_ projects: ObservedProjects, seenAt date: Date) throws {
    let (scope, source) = (projects.scope, projects.scope.source.description)
    // To write a date as a text takes longer than all else about a row.
    let date = date.databaseValue
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO project VALUES (?, ?, ?, ?, ?, ?, ?, ?8, ?8)
        ON CONFLICT DO UPDATE SET uid = excluded.uid, lastSeen = excluded.lastSeen
        """
    )
    for project in projects.served {
      try statement.execute(arguments: [
        scope.installation, source, project.name, project.projectID, project.reference.namespace,
        project.reference.name, project.uid, date,
      ])
    }
    guard let gitlab = scope.gitlab else { return }
    let groupStatement = try database.cachedStatement(
      sql: """
        INSERT INTO projectGroup VALUES (?, ?, ?, ?, ?, ?, ?7, ?7)
        ON CONFLICT DO UPDATE SET projectId = excluded.projectId, id = excluded.id, lastSeen = excluded.lastSeen
        """
    )
    for group in projects.groups {
      try groupStatement.execute(arguments: [
        scope.installation, source, gitlab.description, group.fullPath, group.projectID, group.id, date,
      ])
    }
  }

  /// All that is known in a scope.
  func known(in scope: ProjectScope) throws -> KnownProjects {
    let claims = try Row.fetchCursor(
      database,
      sql: "SELECT name, namespace, object FROM project WHERE installation = ? AND source = ?",
      arguments: [scope.installation, scope.source.description]
    )
    let groups = try Row.fetchCursor(
      database,
      sql: "SELECT projectId, path, id FROM projectGroup WHERE installation = ? AND source = ? AND gitlab = ?",
      arguments: [scope.installation, scope.source.description, scope.gitlab?.description]
    )
    return KnownProjects(
      claims: try Array(
        claims.map { row in
          let reference = ObjectReference(namespace: row[1], name: row[2])
          return KnownProjects.Claim(name: row[0], reference: reference)
        }
      ),
      groups: try Array(groups.map { KnownProjects.KnownGroup(projectID: $0[0], fullPath: $0[1], id: $0[2]) })
    )
  }
}
