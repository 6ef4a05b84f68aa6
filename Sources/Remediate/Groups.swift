import Drift
import GitLab
import HTTP
import Model

/// Creates groups and sets who may see them.
struct GroupWriter: Sendable {
  let client: GitLabClient
  /// Takes the groups that are found or made as wished, by path, so that nobody asks for them again.
  let settled: Locked<[String: GroupReference]>

  /// Creates `group` below its parent.
  ///
  /// Where GitLab refuses it (its path may be taken) or its answer is lost, the group is read back by its path; only a
  /// live one that is as wished counts as created.
  func create(_ group: Group) async -> Outcome {
    guard let path = GroupPath(group.fullPath) else {
      return .refused(reason: "“\(group.fullPath)” is not the full path of a group")
    }
    do {
      var parent: GroupReference?
      if let above = path.parent {
        switch try await sighting(of: above.text) {
        case .live(let found): parent = found.reference
        case .nothing: return .refused(reason: "the group \(above.text), below which it shall be, is not there")
        case .unfit(let reason): return .refused(reason: reason)
        }
      }
      let made = try await client.createGroup(path, below: parent, visibility: group.visibility.word)
      return outcome(of: made, as: group)
    } catch {
      guard error.mayHaveMadeGroup else { return .failed(reason: "\(error)") }
      return await judge(group, after: error)
    }
  }

  private func judge(_ group: Group, after error: GitLabError) async -> Outcome {
    do {
      switch try await sighting(of: group.fullPath) {
      case .live(let found): return outcome(of: found, as: group)
      case .nothing: return .failed(reason: "\(error)")
      case .unfit(let reason): return .refused(reason: reason)
      }
    } catch let second {
      return .failed(reason: "\(error) And it could not be read afterwards: \(second)")
    }
  }

  /// Sets the visibility of the group that was `judged`, if it still has its path and nobody asked for its deletion.
  func setVisibility(of group: Group, on judged: LiveGroup) async -> Outcome {
    do {
      switch try await sighting(of: group.fullPath) {
      case .live(let found):
        guard found.id == judged.id else {
          return .refused(reason: "the group \(group.fullPath) is another one than was looked at; run again")
        }
        return outcome(
          of: try await client.setVisibility(of: found.reference, to: group.visibility.word),
          as: group
        )
      case .nothing:
        return .refused(reason: "the group \(group.fullPath) is gone since it was looked at; run again")
      case .unfit(let reason):
        return .refused(reason: reason)
      }
    } catch {
      return .failed(reason: "\(error)")
    }
  }

  private func outcome(of found: GitLabGroup, as wished: Group) -> Outcome {
    guard found.fullPath == wished.fullPath else {
      return .refused(reason: "GitLab made the group \(found.fullPath) in place of \(wished.fullPath)")
    }
    guard found.visibility == wished.visibility.word else {
      return .refused(
        reason: "the group \(found.fullPath) is there now, and is \(found.visibility) instead of "
          + "\(wished.visibility.word); run again"
      )
    }
    settled.withLock { $0[found.fullPath] = found.reference }
    return .done
  }

  private enum Sighting {
    case live(GitLabGroup)
    case nothing
    /// There is something at the path that nothing is done to.
    case unfit(reason: String)
  }

  /// GitLab ignores letter case in paths; we do not.
  private func sighting(of path: String) async throws(GitLabError) -> Sighting {
    guard let found = try await client.group(atPath: path) else { return .nothing }
    guard found.fullPath == path else {
      return .unfit(reason: "GitLab has the path \(path) already, as \(found.fullPath), which is another name")
    }
    if let day = found.markedForDeletionOn {
      return .unfit(
        reason: "somebody asked GitLab on \(day) to delete the group \(path); restore it there, or take its Projects "
          + "away"
      )
    }
    return .live(found)
  }
}

extension GitLabError {
  /// Whether the group may be there although GitLab did not say that it made it: its path was taken, an answer was lost.
  fileprivate var mayHaveMadeGroup: Bool {
    if case .refused = cause { true } else { leavesDoubt }
  }
}
