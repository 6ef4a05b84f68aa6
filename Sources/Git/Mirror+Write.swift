extension Mirror {
  /// Writes a commit with these changes into the mirror; nobody else sees it before it is pushed.
  ///
  /// Nothing is checked out; whatever is not named stays as it is, modes included. Where nothing would change, no commit
  /// is made and the tip's own is returned.
  ///
  /// - Parameters:
  ///   - changes: by path. To remove what is not there changes nothing.
  /// - Throws: ``GitError``, also when a path leads through a symbolic link or names a folder.
  package nonisolated func commit(
    _ changes: [String: Change],
    onto tip: Tip,
    message: String,
    author: Author
  ) async throws(GitError) -> ObjectID {
    let id = tip.id
    guard author.isUsable else { throw GitError(.authorUnusable(author), while: .committing, of: remote) }
    return try await attempt(.committing) { (mirror, _) throws(GitError.Reason) in
      guard let repository = mirror.opened else { throw .corrupt("nothing is there") }
      return try mirror.reasoned { () throws(MirrorFailure) in
        let edit = try TreeEdit(changes, onto: id, in: repository)
        return try onCopy { () throws(LibraryFailure) in
          try repository.commit(edit, onto: id, message: message, author: author)
        }
      }
    }
  }

  /// Pushes a commit that was made onto a tip; gives the branch as it is on the server afterwards, which holds it.
  ///
  /// Never forces: a branch that is not at the tip any more stays as it is. A path on this machine runs no hooks.
  ///
  /// - Throws: ``GitError``, with ``GitError/Reason/lostRace(found:)`` when somebody else was faster, and when the
  ///   server, a hook or a protection refused.
  package nonisolated func push(_ commit: ObjectID, onto tip: Tip) async throws(GitError) -> Tip {
    let base = tip.id
    return try await attempt(.pushing(branch: remote.branch)) { (mirror, wait) throws(GitError.Reason) in
      try mirror.locked(wait) { (session) throws(GitError.Reason) in
        guard let repository = mirror.opened else { throw .corrupt("nothing is there") }
        try mirror.reasoned { () throws(MirrorFailure) in
          try repository.push(commit, onto: base, for: session)
        }
        return try mirror.seen(commit, pushedOnto: base, through: repository, session)
      }
    }
  }

  /// Reads the branch after a push: what counts is where it is, not what was said.
  private func seen(
    _ commit: ObjectID,
    pushedOnto base: ObjectID,
    through repository: BareRepository,
    _ session: RemoteSession
  ) throws(GitError.Reason) -> Tip {
    let after = RemoteSession(with: remote, at: session.address, waitingWith: session.blockingWait)
    return try reasoned { () throws(MirrorFailure) in
      let found = try repository.fetch(for: after)
      let isThere = try onCopy { () throws(LibraryFailure) in try repository.isPart(commit, of: found) }
      if isThere { return Tip(found, of: self, received: after.received) }
      throw .refused(found == base ? session.reasonOfRejection() : .lostRace(found: found))
    }
  }

  private func reasoned<Value>(
    _ body: () throws(MirrorFailure) -> Value
  ) throws(GitError.Reason) -> Value {
    do throws(MirrorFailure) {
      return try body()
    } catch {
      throw error.reason
    }
  }
}
