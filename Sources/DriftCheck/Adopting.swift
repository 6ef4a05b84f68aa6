import Drift
import Foundation
import Kubernetes
import Model
import Observed
import Remediate
import Reports

/// One run that claims what the operator made.
struct Adopting: Sendable {
  let connection: ClusterConnection
  let source: ProjectSource
  let policy: Policy
  let terminal: Terminal
  /// How long the run may take, and again once somebody has agreed.
  let patience: Duration
  /// Whether somebody agreed beforehand.
  let isAgreed: Bool

  /// Prepares the run; nothing is sent yet.
  ///
  /// - Throws: ``AdoptionRefusal`` where the configuration lacks what it takes.
  init(
    _ configuration: Configuration,
    environment: [String: String],
    terminal: Terminal,
    patience: Duration,
    isAgreed: Bool
  ) throws(AdoptionRefusal) {
    guard configuration.projects.files.isEmpty, let section = configuration.kubernetes else { throw .projectFiles }
    connection = ClusterConnection(section: section, environment: environment, longestSilence: patience / 10)
    let projects = configuration.projects
    source = ProjectSource(group: projects.group, version: projects.version, namespaces: projects.namespaces)
    policy = configuration.policy
    self.terminal = terminal
    self.patience = patience
    self.isAgreed = isAgreed
  }

  /// Reads, shows what may be claimed, claims it where that is agreed to, and says what became of it.
  ///
  /// - Throws: A kubeconfig that cannot be used; ``AdoptionRefusal`` where the Projects cannot be read; `LeaseError`.
  func perform() async throws -> ExitStatus {
    let run = RunIdentity(startedAt: Date())
    let progress = Progress(isShown: terminal.progress)
    progress.show("reading Projects and what the operator made")
    let (adoption, snapshot) = try await look(connection.client(until: run.began + patience))
    progress.clear()
    let text = TextAdoption(adoption, width: terminal.width)
    let asks = !isAgreed && terminal.canAsk && !adoption.claims.isEmpty
    try show(text.text, on: asks ? .standardError : .standardOutput)
    let unread: ExitStatus = adoption.unreadable.isEmpty ? .inSync : .incomplete
    if adoption.claims.isEmpty { return unread }
    guard isAgreed || asks else {
      try show("\nNothing was written. To claim it, say --yes.\n", on: .standardOutput)
      return unread
    }
    if asks, await !Question.isAgreed(text.question) { return Task.isCancelled ? .incomplete : unread }
    // Thinking takes time, too.
    let deadline = (asks ? .now : run.began) + patience
    let outcomes = try await claim(adoption, snapshot, of: run, until: deadline, progress)
    progress.clear()
    try show("\n" + text.text(after: outcomes), on: .standardOutput)
    return adoption.claims.allSatisfy { outcomes[$0] == .done } ? unread : .incomplete
  }

  /// Judges what cached lists show, and what may be claimed once more by another look at it.
  private func look(_ client: KubernetesClient) async throws(AdoptionRefusal) -> (Adoption, Snapshot) {
    var snapshot = await Snapshot.read(from: client, under: policy)
    // Asked for only now, so that a Project that went meanwhile claims nothing.
    let roster = try await roster(from: client)
    let adoption = adoption(roster, snapshot)
    guard !adoption.claims.isEmpty else { return (adoption, snapshot) }
    snapshot = await snapshot.confirming(Set(adoption.claims.map(\.name)), with: client, under: policy)
    return (self.adoption(roster, snapshot), snapshot)
  }

  /// Claims under the Lease what the Projects, as they are now, still ask for.
  private func claim(
    _ adoption: Adoption,
    _ snapshot: Snapshot,
    of run: RunIdentity,
    until deadline: ContinuousClock.Instant,
    _ progress: Progress
  ) async throws -> [AdoptionClaim: Outcome] {
    let client = try connection.client(until: deadline)
    return try await connection.lease(of: run, until: deadline).whileHeld(since: run.began) { tenure in
      let still: Set<AdoptionClaim>
      do throws(AdoptionRefusal) {
        still = Set(self.adoption(try await roster(from: client), snapshot).claims)
      } catch {
        return adoption.outcomes(.waiting(reason: "\(error)"))
      }
      let outcomes = await Adoptions(kubernetes: client).carryOut(
        adoption.claims.filter(still.contains),
        unless: { tenure.reasonToStop ?? (ContinuousClock.now < deadline - patience / 5 ? nil : Adopting.lateness) },
        progress: { progress.show("claiming: \($0) of \(adoption.claims.count)") }
      )
      return adoption.outcomes(.refused(reason: Adopting.change)).merging(outcomes) { _, outcome in outcome }
    }
  }

  private func roster(from client: KubernetesClient) async throws(AdoptionRefusal) -> Roster {
    do throws(Unreadable) {
      let list = try await source.list(from: client, .consistent()).get()
      return Roster(list.resources, now: list.serverTime, settle: policy.settle)
    } catch {
      throw .unreadProjects(error)
    }
  }

  private func adoption(_ roster: Roster, _ snapshot: Snapshot) -> Adoption {
    Adoption(
      of: roster,
      in: snapshot,
      under: policy,
      sparing: [connection.section.leaseNamespace],
      isComplete: source.namespaces.isEmpty
    )
  }

  private func show(_ text: String, on stream: FileHandle) throws {
    try stream.write(contentsOf: Data(text.utf8))
  }

  private static let lateness = "the run's time was almost over (--deadline)"
  private static let change = "its Project is not as it was when this was shown; run again"
}

extension Adoption {
  /// The same outcome for every claim.
  fileprivate func outcomes(_ outcome: Outcome) -> [AdoptionClaim: Outcome] {
    Dictionary(claims.map { ($0, outcome) }) { first, _ in first }
  }
}

/// Why nothing can be claimed.
enum AdoptionRefusal: Error, CustomStringConvertible {
  case projectFiles
  case unreadProjects(Unreadable)

  var description: String {
    switch self {
    case .projectFiles:
      "adopt claims things for the Projects of a cluster, and projects.files names files; take the key away"
    case .unreadProjects(let unreadable):
      "without the Projects nothing can be claimed: \(unreadable.subject): \(unreadable.reason)"
    }
  }
}
