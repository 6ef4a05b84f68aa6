import CGit2

extension BareRepository {
  /// The name under which a commit waits for its push; libgit2 pushes references only.
  private static let waitingReference = "refs/driftcheck/push"

  /// Asks the remote to move its branch from one commit to another, never by force.
  ///
  /// Whether it did is seen by reading the branch afterwards; what the server said against it is in the session.
  func push(_ commit: ObjectID, onto base: ObjectID, for session: RemoteSession) throws(MirrorFailure) {
    let reference = session.remote.reference
    let connection = try session.reaching { () throws(LibraryFailure) in
      try Connection(of: self, to: GIT_DIRECTION_PUSH, for: session)
    }
    let found = try session.reaching { () throws(LibraryFailure) in try connection.branches()[reference] }
    // A push onto an older commit would bring back what somebody took off the branch.
    guard found == base else { throw .refused(.lostRace(found: found)) }
    try onCopy { () throws(LibraryFailure) in try move(Self.waitingReference, to: commit) }
    do throws(LibraryFailure) {
      try connection.upload("\(Self.waitingReference):\(reference)")
    } catch  where error.code == GIT_ENONFASTFORWARD {
      // The branch moved meanwhile, which is found by reading it.
    } catch {
      throw .refused(session.reason(for: error))
    }
  }

  /// Says whether a commit is another one, or one of those before it.
  func isPart(_ commit: ObjectID, of tip: ObjectID) throws(LibraryFailure) -> Bool {
    if commit == tip { return true }
    var (older, newer) = (commit.raw, tip.raw)
    var isDescendant: CInt = 0
    try call {
      isDescendant = unsafe git_graph_descendant_of(pointer, &newer, &older)
      return isDescendant
    }
    return isDescendant == 1
  }
}
