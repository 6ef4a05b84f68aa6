import Drift
import Git

/// All edits of one repository as one commit on its branch.
///
/// The world is the journal: what an attempt came to is read from the branch, so an end at any point leaves nothing to
/// be cleaned up, and a commit that was never pushed is seen by nobody.
struct RepositoryCommit: Sendable {
  typealias Drafting = @Sendable ([RepositoryEdit], Tip) async throws(GitError) -> RepositoryDraft

  private let edits: [RepositoryEdit]
  private let mirror: Mirror
  private let author: Author
  private let drafting: Drafting

  /// How often a commit is made where somebody else is faster each time.
  static let mostAttempts = 5

  init(of edits: [RepositoryEdit], to mirror: Mirror, by author: Author, draftedBy drafting: @escaping Drafting) {
    self.edits = edits
    self.mirror = mirror
    self.author = author
    self.drafting = drafting
  }

  /// Commits and pushes, and says what became of each edit, in their order.
  ///
  /// The edits are worked out anew on each tip; never is anything forced. Where nothing is left to do, no commit is
  /// made.
  func make() async -> [Outcome] {
    do throws(GitError) {
      var attempt = 1
      while true {
        let tip = try await mirror.fetch()
        let (draft, commit) = try await drafted(on: tip)
        if commit == tip.id { return draft.outcomes }
        do throws(GitError) {
          _ = try await mirror.push(commit, onto: tip)
          return draft.outcomes
        } catch {
          if case .lostRace = error.reason, attempt < Self.mostAttempts {
            attempt += 1
          } else if let outcomes = await outcomesIfThere() {
            return outcomes
          } else {
            throw error
          }
        }
      }
    } catch {
      return edits.map { _ in .failed(reason: "\(error)") }
    }
  }

  /// The edits on `tip`, and their commit, which is the tip's own where nothing is left to do.
  private func drafted(on tip: Tip) async throws(GitError) -> (RepositoryDraft, ObjectID) {
    var draft = try await drafting(edits, tip)
    while true {
      do throws(GitError) {
        let message = CommitMessage(draft.made).text
        return (draft, try await mirror.commit(draft.changes, onto: tip, message: message, author: author))
      } catch {
        // One path that cannot be written must not keep all others from being.
        guard let path = error.reason.unusablePath, draft.refuse(path, because: "\(error)") else { throw error }
      }
    }
  }

  /// What became of the edits although the push seemed to fail: its answer can be lost after the server took it.
  private func outcomesIfThere() async -> [Outcome]? {
    guard let tip = try? await mirror.fetch(), let draft = try? await drafting(edits, tip), draft.changes.isEmpty
    else { return nil }
    return draft.outcomes
  }
}

extension GitError.Reason {
  /// The path that a commit cannot change, where that is what is wrong.
  fileprivate var unusablePath: String? {
    switch self {
    case .pathUnusable(let path), .pathTaken(let path, at: _, by: _): path
    case .malformedRemote, .keyRefused, .notARepository, .empty, .branchMissing, .unreachable, .http, .keyUnusable,
      .knownHostsUnusable, .hostKeyChanged, .hostKeyUnknown, .hostKeyUnsupported, .folderUnusable, .folderBusy,
      .corrupt, .authorUnusable, .lostRace, .branchProtected, .pushRefused, .tooLarge, .deadline, .cancelled, .library:
      nil
    }
  }
}
