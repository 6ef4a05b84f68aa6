import Foundation
import HTTP

/// One rule of writing on trial: a GitLab, and a group that nobody else uses.
struct GitLabTrial {
  let gitlab: GitLabUnderTest
  let group: GroupEntity

  /// Makes the group.
  init(_ gitlab: GitLabUnderTest) async throws {
    self.gitlab = gitlab
    let path = "trial-" + UUID().uuidString.lowercased()
    group = try await Self.make(path, on: gitlab)
  }

  /// Asks for the deletion of the group, if the rule has not.
  func end() async throws {
    let now = try await gitlab.get("/groups/\(group.id)")
    if now.status == 404 { return }
    guard try now.decoded(as: GroupEntity.self).markedForDeletionOn == nil else { return }
    _ = try await gitlab.send(.delete, "/groups/\(group.id)")
  }

  /// The path of the group's tokens, or of one of them.
  func tokens(_ id: Int? = nil) -> String {
    "/groups/\(group.id)/access_tokens" + (id.map { "/\($0)" } ?? "")
  }

  /// Makes a group, a private one at top level unless told otherwise.
  func make(_ path: String, name: String? = nil, more: String = "") async throws -> GroupEntity {
    try await Self.make(path, name: name, more: more, on: gitlab)
  }

  private static func make(_ path: String, name: String? = nil, more: String = "", on gitlab: GitLabUnderTest)
    async throws -> GroupEntity
  {
    let body = #"{"name": "\#(name ?? path)", "path": "\#(path)", "visibility": "private"\#(more)}"#
    return try await gitlab.send(.post, "/groups", body).decoded(201)
  }

  /// Makes a group below the trial's.
  func makeBelow(_ path: String) async throws -> GroupEntity {
    try await make(path, more: #", "parent_id": \#(group.id)"#)
  }

  /// Makes a token in the group.
  func makeToken(_ name: String = "puller", scope: String = "read_registry", level: Int = 20) async throws
    -> TokenEntity
  {
    let body = tokenBody(name, scope: scope, expiresAt: try day(30), level: level)
    return try await gitlab.send(.post, tokens(), body).decoded(201)
  }

  func tokenBody(_ name: String, scope: String = "read_registry", expiresAt: String, level: Int = 20) -> String {
    #"{"name": "\#(name)", "scopes": ["\#(scope)"], "expires_at": "\#(expiresAt)", "access_level": \#(level)}"#
  }

  /// All tokens of the group that `query` asks for.
  func list(_ query: String = "") async throws -> [TokenEntity] {
    try await gitlab.get("\(tokens())?per_page=100\(query)").decoded()
  }

  /// Sends a request with the secret of `token`.
  func send(_ method: HTTPMethod, _ path: String, _ body: String? = nil, with token: TokenEntity) async throws
    -> GitLabReply
  {
    try await gitlab.send(method, path, body, as: .holder(of: token.token ?? ""))
  }

  /// The day in UTC so many days from today, by the server's clock.
  func day(_ days: Int) throws -> String {
    let style = Date.ISO8601FormatStyle.iso8601.year().month().day()
    let today = try Date(String(group.createdAt.prefix(10)), strategy: style)
    return today.addingTimeInterval(TimeInterval(days) * 86_400).formatted(style)
  }

  /// Fails unless `holds`.
  func require(_ holds: Bool, _ expectation: String) throws {
    guard holds else { throw ConformanceFailure(description: "expected \(expectation)") }
  }
}
