import Drift
import Formats
import Git

extension RepositoryDraft {
  /// Works out `edits` of the two shared files on `tip`; they may stand in one file.
  ///
  /// - Throws: ``GitError`` where the tip cannot be read.
  static func flux(
    _ edits: [RepositoryEdit],
    on tip: Tip,
    _ flux: RepositoryWriter.Flux
  ) async throws(GitError) -> RepositoryDraft {
    var draft = RepositoryDraft(edits)
    var files = SharedFiles(at: tip)
    var argoRbac: [(Int, ArgoRbacEdit)] = []
    var vaultRbac: [(Int, VaultRbacEdit)] = []
    var vaultRemovals: [(Int, VaultRbacRemoval)] = []
    for (index, edit) in edits.enumerated() {
      switch edit.content {
      case .application: draft.note(.left(.refused(reason: "it is about another repository")), of: index)
      case .argoRbac(let content): argoRbac.append((index, content))
      case .vaultRbac(let content): vaultRbac.append((index, content))
      case .vaultRemoval(let content): vaultRemovals.append((index, content))
      }
    }
    try await draft.work(out: argoRbac, in: flux.argoRbac, of: &files)
    try await draft.work(out: vaultRbac, in: flux.vaultRbac, of: &files)
    try await draft.work(out: vaultRemovals, in: flux.vaultRbac, of: &files)
    return draft
  }

  private mutating func work<Edit: SharedFileEdit>(
    out edits: [(index: Int, edit: Edit)],
    in place: FilePlace,
    of files: inout SharedFiles
  ) async throws(GitError) {
    guard !edits.isEmpty else { return }
    switch try await files.text(of: place.file) {
    case .failure(let fault):
      for (index, _) in edits { note(.left(.refused(reason: "\(place.file): \(fault.words)")), of: index) }
    case .success(let text):
      let revision = SharedFileRevision(of: text, key: place.key, by: edits.map(\.edit))
      for (index, verdict) in zip(edits.map(\.index), revision.verdicts) { note(verdict, of: index) }
      let made = zip(edits.map(\.index), revision.verdicts).filter { $0.1 == .made }.map(\.0)
      guard !made.isEmpty else { return }
      files.set(revision.text, of: place.file)
      change(place.file, to: .write(Array(revision.text.utf8)), for: made)
    }
  }
}

/// The texts of files at a tip, as far as they were read, with what was made of them.
private struct SharedFiles {
  /// What is at the path is no text.
  struct Fault: Error {
    let words: String
  }

  private let tip: Tip
  private var texts: [String: String] = [:]

  init(at tip: Tip) {
    self.tip = tip
  }

  mutating func set(_ text: String, of path: String) {
    texts[path] = text
  }

  func text(of path: String) async throws(GitError) -> Result<String, Fault> {
    if let text = texts[path] { return .success(text) }
    guard let entry = try await tip.entry(at: path) else {
      return .failure(Fault(words: "there is no such file any more; create it, or configure its path"))
    }
    guard case .file = entry.kind else { return .failure(Fault(words: "it is no file; configure its path")) }
    let bytes = try await tip.blob(entry.id, limit: FilePlace.largestFile)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .failure(Fault(words: "it is no text in UTF-8"))
    }
    return .success(text)
  }
}
