import CGit2

/// Why a fetch failed.
enum FetchFailure: Error {
  /// For something beyond our copy.
  case refused(GitError.Reason)

  /// Our copy is broken, or bears no new objects.
  case broken(LibraryFailure)
}

extension BareRepository {
  /// Brings the remote's branch here, and gives its tip.
  ///
  /// Where the tip is here already, nothing but the list of branches is asked for.
  func fetch(for session: RemoteSession) throws(FetchFailure) -> ObjectID {
    let connection = try connected(for: session)
    let tip = try wantedTip(at: connection, for: session)
    do throws(LibraryFailure) {
      if try target(of: session.remote.reference) == tip, isReadable(tip) { return tip }
      try connection.download()
      // Before the branch is moved: what it names must be here.
      _ = try root(of: tip)
      try move(session.remote.reference, to: tip)
      return tip
    } catch {
      guard error.isOfConnection || session.failure != nil else { throw .broken(error) }
      throw .refused(session.reason(for: error))
    }
  }

  private func connected(for session: RemoteSession) throws(FetchFailure) -> Connection {
    do throws(LibraryFailure) {
      return try Connection(of: self, to: GIT_DIRECTION_FETCH, for: session)
    } catch {
      throw .refused(session.reason(for: error))
    }
  }

  private func wantedTip(
    at connection: Connection,
    for session: RemoteSession
  ) throws(FetchFailure) -> ObjectID {
    let branches: [String: ObjectID]
    do throws(LibraryFailure) {
      branches = try connection.branches()
    } catch {
      throw .refused(session.reason(for: error))
    }
    if let tip = branches[session.remote.reference] { return tip }
    let names = branches.keys.map { String($0.dropFirst("refs/heads/".count)) }.sorted()
    throw .refused(names.isEmpty ? .empty : .branchMissing(session.remote.branch, others: names))
  }

  private func isReadable(_ commit: ObjectID) -> Bool {
    (try? root(of: commit)) != nil
  }
}
