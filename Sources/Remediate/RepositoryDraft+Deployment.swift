import Drift
import Git
import Model

extension RepositoryDraft {
  /// Works out `edits` of application files on `tip`.
  ///
  /// - Throws: ``GitError`` where the tip cannot be read.
  @Sendable static func deployment(_ edits: [RepositoryEdit], on tip: Tip) async throws(GitError) -> RepositoryDraft {
    var draft = RepositoryDraft(edits)
    var live = LiveFiles(at: tip)
    for (index, edit) in edits.enumerated() {
      switch edit.content {
      case .application(let files): try await draft.work(out: files, of: index, over: &live)
      case .argoRbac, .vaultRbac, .vaultRemoval:
        draft.note(.left(.refused(reason: "it is about another repository")), of: index)
      }
    }
    return draft
  }

  private mutating func work(out files: [FileEdit], of index: Int, over live: inout LiveFiles) async throws(GitError) {
    var steps: [(path: String, change: Change)] = []
    for file in files {
      let blob = try await live.blob(at: file.path)
      do throws(EditRefusal) {
        switch try file.remaining(over: blob, isAlone: live.count(beside: file.path) <= 1) {
        case nil: break
        case .write(let text): steps.append((file.path, .write(Array(text.utf8))))
        case .remove: steps.append((file.path, .remove))
        }
      } catch {
        note(.left(.refused(reason: "\(error)")), of: index)
        return
      }
    }
    guard !steps.isEmpty else { return }
    note(.made, of: index)
    for step in steps { change(step.path, to: step.change, for: [index]) }
  }
}

/// What is at the paths of a tip; each folder is listed once.
private struct LiveFiles {
  private let tip: Tip
  private var folders: [String: [String: BlobID]] = [:]

  init(at tip: Tip) {
    self.tip = tip
  }

  /// How many entries the folder of `path` has, after a look at it.
  func count(beside path: String) -> Int {
    folders[LiveFiles.folder(of: path)]?.count ?? 0
  }

  private static func folder(of path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }

  /// What git calls the content of whatever is at `path`; nil where nothing is.
  mutating func blob(at path: String) async throws(GitError) -> BlobID? {
    let folder = LiveFiles.folder(of: path)
    if folders[folder] == nil {
      var entries: [String: BlobID] = [:]
      for entry in try await tip.entries(in: folder) { entries[entry.name] = BlobID(hexadecimal: entry.id.description) }
      folders[folder] = entries
    }
    return folders[folder]?[String(path.split(separator: "/").last ?? "")]
  }
}
