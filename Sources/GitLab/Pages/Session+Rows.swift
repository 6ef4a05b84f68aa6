import Foundation
import HTTP
import Secrets

extension Session {
  /// More pages than any list has.
  static let mostPages = 10_000

  /// Reads a whole list, page by page; the next one is on its way while this one is decoded.
  ///
  /// Rows that come twice, because others vanished or appeared meanwhile, are kept once, as they were seen last.
  func rows<Row: Decodable & Sendable & Identifiable<Int>>(
    from first: GitLabRequest,
    as type: Row.Type,
    limit: Int = mostPages
  ) async throws(GitLabError) -> [Row] {
    var rows: [Row] = []
    var places: [Int: Int] = [:]
    var walk = PageWalk(first, limit: limit)
    var response = try await send(first)
    while true {
      let next = try walk.request(after: response.headers)
      async let upcoming = answer(to: next)
      let page = try decode([Row].self, from: response, of: first.operation)
      try walk.check(rowCount: page.count)
      for row in page {
        if let place = places[row.id] {
          rows[place] = row
        } else {
          places[row.id] = rows.count
          rows.append(row)
        }
      }
      guard let answer = try await upcoming?.get() else { return rows }
      response = answer
    }
  }

  /// Reads one object.
  func value<Value: Decodable>(
    of request: GitLabRequest,
    as type: Value.Type,
    as secret: Secret? = nil
  ) async throws(GitLabError) -> Value {
    try decode(type, from: await send(request, as: secret), of: request.operation)
  }

  private func answer(to request: GitLabRequest?) async -> Result<HTTPResponse, GitLabError>? {
    guard let request else { return nil }
    do {
      return .success(try await send(request))
    } catch {
      return .failure(error)
    }
  }

  private func decode<Value: Decodable>(
    _ type: Value.Type,
    from response: HTTPResponse,
    of operation: GitLabOperation
  ) throws(GitLabError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: response.body)
    } catch {
      let reason = DecodingReason.words(for: error)
      throw GitLabError(operation, status: response.status, .undecodable(reason: reason))
    }
  }
}
