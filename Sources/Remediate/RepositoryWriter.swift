import Drift
package import Formats
package import Git

/// The repositories that are written to, and in whose name.
package struct RepositoryWriter: Sendable {
  /// The Flux repository, and the two files of it that are edited.
  package struct Flux: Sendable {
    let mirror: Mirror
    let argoRbac: FilePlace
    let vaultRbac: FilePlace

    package init(_ mirror: Mirror, argoRbac: FilePlace, vaultRbac: FilePlace) {
      self.mirror = mirror
      self.argoRbac = argoRbac
      self.vaultRbac = vaultRbac
    }
  }

  private let deployment: Mirror?
  private let flux: Flux?
  private let author: Author

  /// Names the repositories, each nil where none is looked at.
  ///
  /// What a mirror's remote has as its deadline holds for writing, too.
  package init(deployment: Mirror? = nil, flux: Flux? = nil, author: Author) {
    self.deployment = deployment
    self.flux = flux
    self.author = author
  }

  /// Makes `edits` of one repository in one commit, and says what became of each, in their order.
  func make(_ edits: [RepositoryEdit], in repository: RepositoryEdit.Repository) async -> [Outcome] {
    switch repository {
    case .deployment:
      guard let deployment else { return edits.map { _ in .refused(reason: RepositoryWriter.noDeployment) } }
      return await RepositoryCommit(of: edits, to: deployment, by: author, draftedBy: RepositoryDraft.deployment).make()
    case .flux:
      guard let flux else { return edits.map { _ in .refused(reason: RepositoryWriter.noFlux) } }
      return await RepositoryCommit(of: edits, to: flux.mirror, by: author) { (edits, tip) throws(GitError) in
        try await RepositoryDraft.flux(edits, on: tip, flux)
      }.make()
    }
  }

  static let noDeployment = "no deployment repository is configured"
  static let noFlux = "no Flux repository is configured"
}
