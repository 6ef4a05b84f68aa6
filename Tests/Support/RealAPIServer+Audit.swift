import Foundation

/// A request that the API server received, as its audit log has it.
package struct AuditEvent: Sendable, Decodable {
  /// What the request was about.
  package struct Subject: Sendable, Decodable {
    package let resource: String?
    package let namespace: String?
    package let name: String?
    package let subresource: String?
  }

  /// Who asked.
  package struct User: Sendable, Decodable {
    package let username: String
  }

  /// In Kubernetes' words: get, list, watch, create, update, patch, delete, deletecollection.
  package let verb: String

  /// Path and query.
  package let requestURI: String

  /// Who asked.
  package let user: User

  /// What it was about; nil for paths that are no resource.
  package let objectRef: Subject?

  /// Whether the request changed nothing: get, list and watch, and asking for one's own rights.
  package var isRead: Bool {
    ["get", "list", "watch"].contains(verb) || objectRef?.resource == "selfsubjectaccessreviews"
  }
}

/// A place in the audit log.
package struct AuditMark: Sendable {
  let offset: UInt64
}

extension RealAPIServer {
  /// The present end of the audit log.
  package nonisolated func auditMark() throws -> AuditMark {
    let log = try FileHandle(forReadingFrom: auditLog)
    defer { try? log.close() }
    return AuditMark(offset: try log.seekToEnd())
  }

  /// The requests of a user since the mark, in the order in which they arrived.
  ///
  /// An event is written before its request is answered, so all requests whose answers have come are here.
  package nonisolated func requests(of user: ClusterUser, since mark: AuditMark) throws -> [AuditEvent] {
    let log = try FileHandle(forReadingFrom: auditLog)
    defer { try? log.close() }
    try log.seek(toOffset: mark.offset)
    let lines = try (log.readToEnd() ?? Data()).split(separator: UInt8(ascii: "\n"))
    return try lines.map { try JSONDecoder().decode(AuditEvent.self, from: $0) }
      .filter { $0.user.username == user.name }
  }

  private nonisolated var auditLog: URL {
    directory.appending(path: "audit.log")
  }
}
