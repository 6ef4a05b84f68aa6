import CGit2

extension BareRepository {
  /// Brings the remote's branch here, and gives its tip.
  ///
  /// Where the tip is here already, nothing but the list of branches is asked for.
  func fetch(for session: RemoteSession) throws(MirrorFailure) -> ObjectID {
    let connection = try session.reaching { () throws(LibraryFailure) in
      try Connection(of: self, to: GIT_DIRECTION_FETCH, for: session)
    }
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

  private func wantedTip(at connection: Connection, for session: RemoteSession) throws(MirrorFailure) -> ObjectID {
    let branches = try session.reaching { () throws(LibraryFailure) in try connection.branches() }
    if let tip = branches[session.remote.reference] { return tip }
    let names = branches.keys.map { String($0.dropFirst("refs/heads/".count)) }.sorted()
    throw .refused(names.isEmpty ? .empty : .branchMissing(session.remote.branch, others: names))
  }

  private func isReadable(_ commit: ObjectID) -> Bool {
    (try? root(of: commit)) != nil
  }
}
