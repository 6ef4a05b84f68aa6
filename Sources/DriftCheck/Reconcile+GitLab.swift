import Desired
import Drift
import Kubernetes
import Model
import Observed

extension Reconcile {
  /// Takes the NAMEs that Projects claim out of the cache, and reads the groups and tokens that they ask for.
  func lookAtProjectsAndGitLab() async -> (Result<Set<String>, Unreadable>, Snapshot.GitLab?) {
    guard let gitlab else { return (await projects.claims(from: client, .cached), nil) }
    async let ownToken = gitlab.ownToken()
    async let lastUseResolution = gitlab.lastUseResolution()
    let (groups, (claims, paths, tokens)) = await gitlab.groups { arriving in
      let (claims, paths) = await claimsAndGroups()
      return (claims, paths, await gitlab.tokens(of: arriving, at: paths))
    }
    var seen = Snapshot.GitLab(groups: groups, tokens: .read([:]), time: gitlab.time)
    seen.ownToken = await ownToken
    seen.lastUseResolution = await lastUseResolution
    await gitlab.look(at: paths, into: &seen, having: tokens)
    (seen.time, seen.clockSkew) = (gitlab.time, gitlab.clockSkew)
    return (claims, seen)
  }

  /// The NAMEs that Projects claim, and the paths of the groups that they ask for, out of the cache; the Projects
  /// themselves are gone when this returns.
  private func claimsAndGroups() async -> (Result<Set<String>, Unreadable>, Set<String>) {
    let listed = await projects.list(from: client, .cached).map {
      Roster($0.resources, now: $0.serverTime, settle: policy.settle)
    }
    guard case .success(let roster) = listed, let tokens = policy.tokens else {
      return (listed.map(\.claimedNames), [])
    }
    return (.success(roster.claimedNames), Set(roster.served.map { Group(of: $0, under: tokens).fullPath }))
  }

  /// Reads the groups that `roster` asks for, and their tokens, where nobody looked at them yet.
  ///
  /// - Parameters:
  ///   - known: what earlier runs know, whose groups are looked at too.
  ///   - doubtful: groups to read again although they were looked at.
  func completing(
    _ snapshot: Snapshot,
    for roster: Roster,
    _ known: KnownProjects,
    again doubtful: Set<String> = []
  ) async -> Snapshot {
    guard let gitlab, var seen = snapshot.gitlab, let tokens = policy.tokens else { return snapshot }
    var snapshot = snapshot
    let wanted = Set(roster.served.lazy.map { tokens.groupPath(of: $0.projectID) })
    await gitlab.look(at: wanted.subtracting(seen.lookedAt).union(doubtful), into: &seen)
    await gitlab.settle(known, wanted: wanted, in: &seen)
    snapshot.gitlab = seen
    return snapshot
  }

  /// Asks GitLab what became of the passwords that nothing else proves and that it was not asked about yet.
  func askingAboutPasswords(of estates: some Sequence<Estate>, in snapshot: Snapshot) async -> Snapshot {
    guard let gitlab, var seen = snapshot.gitlab else { return snapshot }
    var snapshot = snapshot
    let unproven = UnprovenPasswords(of: estates, in: snapshot, under: policy)
    // What was said of a password that no secret holds any more says nothing of this world.
    seen.verdicts = seen.verdicts.filter { unproven.holders[$0.key] != nil }
    let unasked = unproven.holders.filter { seen.verdicts[$0.key] == nil }
    if !unasked.isEmpty {
      progress.show("asking GitLab about \(unasked.count) passwords")
      seen.verdicts.merge(await gitlab.verdicts(on: unasked)) { _, later in later }
    }
    snapshot.gitlab = seen
    return snapshot
  }
}
