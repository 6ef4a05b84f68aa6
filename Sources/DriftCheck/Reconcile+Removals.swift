import Desired
import Drift
import Foundation
import Kubernetes
import Model
import Observed

extension Reconcile {
  /// All that may go of what an assessment found, and what it was judged on; nothing is decided yet.
  struct Departures: Sendable {
    var removals: [Removal] = []
    var known = KnownProjects.nothing
    /// What NAMEs would own that are gone.
    var former: [Estate] = []
    /// Those that keep the rest of something, by NAME, and all others.
    var estates: [String: Estate] = [:]
    var definition: Sighting<ProjectDefinition> = .absent
    /// Nil where the API server does not tell the time.
    var clock: ServerClock?

    /// A hash of what the removal of a finding's subject is judged on, by the finding's id.
    var bases: [Finding.ID: StableHash] {
      Dictionary(removals.map { ($0.finding.id, $0.basis) }) { first, _ in first }
    }
  }

  /// Finds what may go of what `findings` announce, and reads the definition of Projects where there is anything.
  func departures(
    announcedBy findings: [Finding],
    of roster: Roster,
    in snapshot: Snapshot,
    former: [Estate],
    _ known: KnownProjects,
    _ clock: ServerClock?
  ) async -> Departures {
    var departures = Departures(known: known, former: former, clock: clock)
    guard findings.contains(where: { $0.action?.removal ?? false || $0.fault == .leaving }) else { return departures }
    let estates = Dictionary(estates(of: roster).map { ($0.project.name, $0) }) { first, _ in first }
    departures.estates = estates
    departures.removals = RemovalSearch(in: snapshot, roster: roster, estates: estates.values)
      .removals(announcedBy: findings, releasing: rules.releaseAfter != nil)
    guard !departures.removals.isEmpty else { return departures }
    departures.definition = await projects.definition(from: client)
    return departures
  }

  /// `roster` without a shield over what Projects own that left long enough ago, where driftcheck tears them down.
  func releasing(_ roster: Roster, at now: Date?) -> Roster {
    guard let patience = rules.releaseAfter, let now else { return roster }
    return roster.releasing(askedForBy: now.addingTimeInterval(-patience))
  }

  /// What the Projects of those NAMEs would own that history knows and no Project claims.
  func former(besides roster: Roster, _ known: KnownProjects) -> [Estate] {
    let names = Set(known.claims.lazy.map(\.name)).subtracting(roster.claimedNames)
    guard !names.isEmpty else { return [] }
    return known.projects(named: names).map {
      Estate(of: $0, under: policy, application: repositories.deployment?.template)
    }
  }

  /// Reads what may have changed since removals were planned.
  ///
  /// - Parameter namespaces: those that are to go.
  func lastLook(at namespaces: [String]) async -> LastLook {
    async let listed = projects.list(from: client, .consistent())
    async let definition = projects.definition(from: client)
    async let usage = usage(of: namespaces)
    let list = await listed
    let now = (try? list.get())?.serverTime ?? Date()
    let roster = list.map { releasing(Roster($0.resources, now: $0.serverTime, settle: policy.settle), at: now) }
    return await LastLook(
      projects: roster,
      estates: (try? roster.get()).map { Array(estates(of: $0)) } ?? [],
      definition: definition,
      usage: usage,
      now: now
    )
  }

  /// What the namespaces hold, some read at once.
  func usage(of namespaces: [String]) async -> [String: Sighting<NamespaceUsage>] {
    let width = 8
    return await withTaskGroup(of: (String, Sighting<NamespaceUsage>).self) { group in
      var waiting = namespaces.makeIterator()
      func begin() {
        guard let name = waiting.next() else { return }
        group.addTask { (name, await NamespaceUsage.read(of: name, from: client)) }
      }
      for _ in 0..<width { begin() }
      var usage: [String: Sighting<NamespaceUsage>] = [:]
      for await (name, sighting) in group {
        usage[name] = sighting
        begin()
      }
      return usage
    }
  }
}

extension ProjectOrigin {
  /// The definition of Projects; files have none.
  fileprivate func definition(from client: KubernetesClient) async -> Sighting<ProjectDefinition> {
    switch self {
    case .cluster(let source): await source.definition(from: client)
    case .files: .absent
    }
  }
}
