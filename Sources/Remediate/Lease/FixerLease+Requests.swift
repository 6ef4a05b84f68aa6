import Foundation
import Kubernetes

extension FixerLease {
  /// The Lease as we hold it.
  struct Held: Sendable {
    var version: String
    var clock: ServerClock
  }

  /// The server's clock, carried on by ours.
  struct ServerClock: Sendable {
    private let instant = ContinuousClock.now
    private let time: Date

    init(showing time: Date) {
      self.time = time
    }

    var now: Date { time(at: .now) }

    func time(at other: ContinuousClock.Instant) -> Date {
      time.addingTimeInterval(instant.duration(to: other) / .seconds(1))
    }
  }

  /// How often it is tried to take what others take at the same time.
  private static var attempts: Int { 3 }

  /// Creates the Lease, or takes one that nobody holds any more.
  func taken(since planned: ContinuousClock.Instant) async throws(LeaseError) -> Held {
    for _ in 0..<Self.attempts {
      let found: DatedObject<LeaseObject>
      do {
        found = try await read()
      } catch {
        throw .kubernetes(error)
      }
      // Every API server says its time; without it, ours is as good a guess as any.
      let clock = ServerClock(showing: found.serverTime ?? Date())
      if let live = found.item { try check(live, clock, since: planned) }
      if let live = found.item, live.holder == holder, let version = live.metadata.resourceVersion {
        // An answer was lost, and what was asked was done.
        return Held(version: version, clock: clock)
      }
      do {
        return try await write(clock, over: found.item?.metadata.resourceVersion, taking: found.item)
      } catch {
        if error.isNotFound, found.item == nil { throw .namespaceMissing(namespace) }
        guard error.isConflict || error.isNotFound || error.leavesDoubt else { throw .kubernetes(error) }
      }
    }
    throw .contended(operation(.update))
  }

  private func check(
    _ live: LeaseObject,
    _ clock: ServerClock,
    since planned: ContinuousClock.Instant
  ) throws(LeaseError) {
    if live.holder == holder { return }
    if let other = live.holder, let end = live.endsAt, end > clock.now {
      throw .held(by: other, until: end, operation(.update))
    }
    // The server tells its time to the second.
    if let renewedAt = live.renewedAt, renewedAt > clock.time(at: planned).addingTimeInterval(1) {
      throw .superseded(by: live.holder, operation(.update))
    }
  }

  /// Reads it, with the server's clock.
  func read() async throws(KubernetesError) -> DatedObject<LeaseObject> {
    let request = try APIRequest.get(.leases, namespace: namespace, name: Self.name)
    return try await sent(of: request.operation) { try await client.getDated(request, as: LeaseObject.self) }
  }

  /// Creates it, or changes the version that is named and no other.
  ///
  /// - Parameters:
  ///   - former: The one that is taken; nil where it is renewed.
  ///   - releasing: Whether it is given back.
  func write(
    _ clock: ServerClock,
    over version: String?,
    taking former: LeaseObject? = nil,
    releasing: Bool = false
  ) async throws(KubernetesError) -> Held {
    let now = LeaseWrite.time(clock.now)
    let isTaken = version == nil || former != nil
    let lease = LeaseWrite(
      metadata: .init(name: Self.name, namespace: namespace, resourceVersion: version),
      spec: .init(
        holderIdentity: releasing ? nil : holder,
        leaseDurationSeconds: max(1, Int(duration.components.seconds)),
        acquireTime: isTaken ? now : nil,
        renewTime: now,
        leaseTransitions: isTaken ? (former?.transitions).map { $0 + 1 } ?? 0 : nil
      )
    )
    let verb: Kubernetes.Operation.Verb = version == nil ? .create : .patch
    let live = try await sent(of: operation(verb)) {
      let body = try JSONEncoder.sorted.encode(lease)
      let request =
        version == nil
        ? try APIRequest.create(.leases, namespace: namespace, name: Self.name, object: body)
        : try APIRequest.patch(.leases, namespace: namespace, name: Self.name, with: .merge(body))
      return try await client.send(request, as: LeaseObject.self)
    }
    guard let version = live.metadata.resourceVersion else {
      throw KubernetesError(operation(verb), .undecodable(reason: "it has no resourceVersion"))
    }
    return Held(version: version, clock: clock)
  }

  private func operation(_ verb: Kubernetes.Operation.Verb) -> Kubernetes.Operation {
    Kubernetes.Operation(verb, .leases, namespace: namespace, name: Self.name)
  }

  /// The client throws nothing but its own errors, which the compiler does not know.
  private func sent<Answer: Sendable>(
    of operation: Kubernetes.Operation,
    _ send: () async throws -> Answer
  ) async throws(KubernetesError) -> Answer {
    do {
      return try await send()
    } catch let error as KubernetesError {
      throw error
    } catch {
      throw KubernetesError(operation, .invalidRequest("\(error)"))
    }
  }
}
