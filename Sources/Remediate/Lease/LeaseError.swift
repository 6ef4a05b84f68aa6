package import Foundation
package import Kubernetes

/// Why a run must not repair: it does not have the Lease.
package enum LeaseError: Error, Sendable {
  /// Another run has it.
  case held(by: String, until: Date, Kubernetes.Operation)
  /// Another run had it after this one began to read, and may have changed what this one judged.
  case superseded(by: String?, Kubernetes.Operation)
  case namespaceMissing(String)
  /// It went to and fro while this run asked for it.
  case contended(Kubernetes.Operation)
  /// The server refused, or could not be asked.
  case kubernetes(KubernetesError)
}

extension LeaseError: CustomStringConvertible {
  /// What was tried, what stands in the way, and what to do.
  package var description: String {
    switch self {
    case .held(let holder, let end, let operation):
      "cannot \(operation): the run “\(holder)” has it until \(end.formatted(.iso8601)) or renews it; wait for its end, "
        + "or delete the Lease if that run is dead"
    case .superseded(let holder, let operation):
      "cannot \(operation): \(holder.map { "the run “\($0)”" } ?? "another run") had it while this one read, so the plan "
        + "may be outdated; run again"
    case .namespaceMissing(let name):
      "cannot create the Lease that keeps two runs from repairing at once: there is no namespace \(name); create it, or "
        + "name another one in kubernetes.leaseNamespace"
    case .contended(let operation):
      "cannot \(operation): others took it at the same time; run again"
    case .kubernetes(let error):
      error.description
    }
  }
}
