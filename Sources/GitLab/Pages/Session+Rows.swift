import Foundation
import HTTP
import Secrets
import Wire

extension Session {
  /// More pages than any list has.
  static let mostPages = 10_000

  /// Reads a whole list, page by page; the next one is on its way while this one is decoded.
  ///
  /// Rows that come twice, because others vanished or appeared meanwhile, are kept once, as they were seen last.
  func rows<Row: Decodable & Sendable & Identifiable<Int>>(
    from first: GitLabRequest,
    as type: Row.Type,
    limit: Int = mostPages,
    page: ([Row]) -> Void = { _ in }
  ) async throws(GitLabError) -> [Row] {
    var rows = DistinctRows<Row>()
    var walk = PageWalk(first, limit: limit)
    var response = try await send(first)
    while let next = try walk.request(after: response.headers) {
      async let upcoming = answer(to: next)
      let some = try decode([Row].self, from: response, of: first.operation)
      page(some)
      rows.add(some)
      response = try await upcoming.get()
    }
    let last = try decode([Row].self, from: response, of: first.operation)
    try walk.check(lastRowCount: last.count)
    page(last)
    rows.add(last)
    return rows.all
  }

  /// Reads one object.
  func value<Value: Decodable>(
    of request: GitLabRequest,
    as type: Value.Type,
    as secret: Secret? = nil
  ) async throws(GitLabError) -> Value {
    try decode(type, from: await send(request, as: secret), of: request.operation)
  }

  private func answer(to request: GitLabRequest) async -> Result<HTTPResponse, GitLabError> {
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
      return try JSONText(response.body).decode(type)
    } catch {
      let reason = DecodingReason.words(for: error)
      throw GitLabError(operation, status: response.status, .undecodable(reason: reason))
    }
  }
}

/// Rows in the order of their first appearance, each as it was seen last.
private struct DistinctRows<Row: Identifiable<Int>> {
  private(set) var all: [Row] = []
  private var places: [Int: Int] = [:]

  mutating func add(_ rows: [Row]) {
    if all.isEmpty {
      // Most lists have one page, and no row twice.
      let distinct = Dictionary(rows.indices.map { (rows[$0].id, $0) }) { _, later in later }
      if distinct.count == rows.count {
        (all, places) = (rows, distinct)
        return
      }
    }
    for row in rows {
      if let place = places[row.id] {
        all[place] = row
      } else {
        places[row.id] = all.count
        all.append(row)
      }
    }
  }
}
