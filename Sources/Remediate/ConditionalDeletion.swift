import Drift
import Kubernetes

/// A deletion that happens only while the object is what it was judged to be.
///
/// It names the version that was read and judged right before; where somebody was faster, it is read and judged again.
struct ConditionalDeletion<Live: Decodable & Sendable>: Sendable {
  /// What a look at the object showed.
  enum Verdict: Sendable {
    /// It is on its way out already.
    case done
    case due(Preconditions)
    /// It is not what was judged.
    case refused(reason: String)
  }

  let client: KubernetesClient
  /// Reads the object.
  let read: @Sendable () throws -> APIRequest
  /// Deletes the object if it is still this one.
  let delete: @Sendable (Preconditions) throws -> APIRequest
  let judge: @Sendable (Live) -> Verdict

  /// How often the deletion is tried.
  private static var attempts: Int { 3 }

  func run() async -> WriteResult {
    var last: (any Error)?
    for _ in 0..<Self.attempts {
      do {
        guard let live = try await client.get(read(), as: Live.self) else { return .done }
        switch judge(live) {
        case .done: return .done
        case .refused(let reason): return .nothing(.refused(reason: reason))
        case .due(let preconditions): try await client.send(delete(preconditions))
        }
        return .done
      } catch let error as KubernetesError where error.isNotFound {
        return .done
      } catch let error as KubernetesError where error.isConflict || error.leavesDoubt {
        last = error
      } catch {
        return .nothing(.failed(reason: last.map { "\($0) And then: \(error)" } ?? "\(error)"))
      }
    }
    return .unknown(reason: last.map { "\($0)" } ?? "it was not tried")
  }
}
