import Desired
import Formats
import Model
import Observed

extension Reconcile {
  /// What the tips of the repositories showed.
  struct RepositoryLook: Sendable {
    /// Nil where no deployment repository is looked at.
    var deployment: DeploymentRepository?
    /// Nil where no Flux repository is looked at.
    var flux: Snapshot.Flux?
  }

  /// Adds to `snapshot` the texts of application files that are not what `roster` asks for.
  ///
  /// - Parameter former: what NAMEs would own that are gone; to be removed, a file must be what we would write.
  func completing(
    _ snapshot: Snapshot,
    for roster: Roster,
    beside former: [Estate],
    with look: RepositoryLook
  ) async -> Snapshot {
    guard var deployment = look.deployment, let template = repositories.deployment?.template else { return snapshot }
    var snapshot = snapshot
    let wished = roster.served.lazy.map { (key: $0.name, value: Application(of: $0, from: template).blob) }
    await deployment.readTexts(besides: wished)
    if !former.isEmpty {
      await deployment.readTexts(
        besides: former.compactMap(\.application).map { (key: $0.name, value: $0.blob) }
      )
    }
    snapshot.deployment = deployment.seen
    return snapshot
  }

  /// Fetches both repositories at once.
  func lookAtRepositories() async -> RepositoryLook {
    async let deployment = lookAtDeployment()
    async let flux = repositories.flux?.read()
    return await RepositoryLook(deployment: deployment, flux: flux)
  }

  private func lookAtDeployment() async -> DeploymentRepository? {
    guard let (mirror, _) = repositories.deployment else { return nil }
    return await DeploymentRepository(fetching: mirror)
  }

  /// What each served Project shall own, made when it is looked at: to hold all of it takes as much as to read it.
  func estates(of roster: Roster) -> some Sequence<Estate> {
    roster.served.lazy.map { Estate(of: $0, under: policy, application: repositories.deployment?.template) }
  }
}
