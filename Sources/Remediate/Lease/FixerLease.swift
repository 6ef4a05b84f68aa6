import Foundation
package import Kubernetes

/// The right to repair, which one run has at a time: a Lease in the cluster.
///
/// Whoever ends without releasing it loses it after its duration. All times in it are the server's, so that runs whose
/// clocks differ agree on when that is.
package struct FixerLease: Sendable {
  let client: KubernetesClient
  let namespace: String
  let holder: String
  let duration: Duration
  let renewal: Duration

  /// The Lease's name.
  package static let name = "driftcheck"

  /// Describes the Lease; nothing is sent yet.
  ///
  /// - Parameters:
  ///   - holder: Who asks for it; no other run has this name.
  ///   - duration: How long it is ours after a renewal, in whole seconds.
  ///   - renewal: How long after one renewal the next is sent.
  package init(
    client: KubernetesClient,
    namespace: String,
    holder: String,
    duration: Duration = .seconds(60),
    renewal: Duration = .seconds(15)
  ) {
    self.client = client
    self.namespace = namespace
    self.holder = holder
    self.duration = duration
    self.renewal = renewal
  }

  /// Runs `work` with the Lease: takes it, renews it meanwhile, and releases it.
  ///
  /// It is renewed and released also where the task is cancelled, because `work` may still have to end what it began.
  ///
  /// - Parameter planned: When reading began. What another run did since then would not be in the plan.
  /// - Throws: ``LeaseError`` where it cannot be had; then `work` is not run.
  package func whileHeld<Result: Sendable>(
    since planned: ContinuousClock.Instant,
    _ work: (Tenure) async -> Result
  ) async throws(LeaseError) -> Result {
    // The last renewal is trusted for less than others wait, so that nobody takes it while an action is under way.
    let tenure = Tenure(from: .now, patience: duration * 2 / 3)
    let held = try await taken(since: planned)
    let renewing = Task { await renew(held, tenure) }
    let result = await work(tenure)
    renewing.cancel()
    await renewing.value
    await Task { await release(held.clock) }.value
    return result
  }

  private func renew(_ held: Held, _ tenure: Tenure) async {
    var held = held
    while !tenure.isLost, (try? await Task.sleep(for: renewal)) != nil {
      let began = ContinuousClock.now
      do {
        held.version = try await write(held.clock, over: held.version).version
        tenure.noteRenewal(at: began)
      } catch  where error.isConflict || error.isNotFound {
        await lookAgain(&held, tenure)
      } catch {
        // Tried again until the tenure has lasted too long without it.
        continue
      }
    }
  }

  /// Somebody changed the Lease or deleted it; it is still ours where its holder is.
  private func lookAgain(_ held: inout Held, _ tenure: Tenure) async {
    guard let found = try? await read() else { return }
    if let live = found.item, live.holder == holder, let version = live.metadata.resourceVersion {
      held.version = version
    } else {
      let thief = found.item.map { $0.holder.map { "the run “\($0)” took it" } ?? "somebody released it" }
      tenure.noteLoss("this run lost the Lease: \(thief ?? "somebody deleted it")")
    }
  }

  /// What cannot be released ends by itself.
  private func release(_ clock: ServerClock) async {
    guard let live = try? await read().item, live.holder == holder, let version = live.metadata.resourceVersion
    else { return }
    _ = try? await write(clock, over: version, releasing: true)
  }
}
