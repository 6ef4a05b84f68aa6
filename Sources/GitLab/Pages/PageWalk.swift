import HTTP

/// The way through the pages of a list: always to the page that the server names, never to a computed one.
///
/// Above 10,000 rows GitLab does not tell how many pages there are.
struct PageWalk {
  private let limit: Int
  private var current: GitLabRequest
  private var seen: Set<GitLabRequest> = []
  private var endIsUnsaid = false

  init(_ first: GitLabRequest, limit: Int) {
    self.limit = limit
    current = first
  }

  /// The request for the page after the current one, or nil if that is the last.
  mutating func request(after headers: HTTPHeaders) throws(GitLabError) -> GitLabRequest? {
    switch NextPage(after: current, headers) {
    case .none:
      return nil
    case .unsaid:
      endIsUnsaid = true
      return nil
    case .unreadable:
      throw error(.nextUnreadable)
    case .request(let next):
      seen.insert(current)
      guard !seen.contains(next) else { throw error(.repeated) }
      guard seen.count < limit else { throw error(.tooMany(limit: limit)) }
      current = next
      return next
    }
  }

  /// Checks that the last page may be the last one, if it claims nothing.
  ///
  /// A proxy that drops headers would else make a list end after its first page. The last page of a walk by cursor says
  /// nothing, as a rule (GitLab's keyset pages).
  func check(lastRowCount rowCount: Int) throws(GitLabError) {
    let isByCursor = current.query.contains { ["cursor", "id_after"].contains($0.name) }
    if endIsUnsaid, !isByCursor, rowCount >= GitLabRequest.rowsPerPage {
      throw error(.nextUnsaid)
    }
  }

  private func error(_ flaw: GitLabError.PageFlaw) -> GitLabError {
    GitLabError(current.operation, .endlessPages(flaw))
  }
}
