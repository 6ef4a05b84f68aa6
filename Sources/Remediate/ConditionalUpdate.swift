import Drift
import Kubernetes

/// A change of one object that happens only while the object is what it was judged to be.
///
/// The server answers 409 where somebody else was faster; then the object is read and judged again, and the change is
/// made to its new version if it is still the right one.
struct ConditionalUpdate<Live: Decodable & Sendable>: Sendable {
  /// What another look at the object showed.
  enum Verdict: Sendable {
    /// It is as wished, whoever made it so.
    case done
    /// It still needs the change, in this version.
    case needed(resourceVersion: String)
    /// It is not what was judged.
    case refused(reason: String)
  }

  let client: KubernetesClient
  /// What it is called in reasons: `the namespace shop-dev`.
  let subject: String
  /// Reads the object.
  let read: @Sendable () throws -> APIRequest
  /// Changes the object if it has this version.
  let change: @Sendable (_ resourceVersion: String) throws -> APIRequest
  let judge: @Sendable (Live) -> Verdict

  /// How often the change is tried.
  private static var attempts: Int { 3 }

  /// Makes the change to the version that was judged, or to a later one that is judged alike.
  func run(from resourceVersion: String) async -> WriteResult {
    var resourceVersion = resourceVersion
    var last: any Error
    var attempt = 1
    while true {
      do {
        try await client.send(change(resourceVersion))
        return .done
      } catch let error as KubernetesError where error.isConflict || error.isNotFound || error.leavesDoubt {
        last = error
      } catch {
        return .nothing(.failed(reason: "\(error)"))
      }
      switch await verdict(after: last) {
      case .success(.done): return .done
      case .success(.refused(let reason)): return .nothing(.refused(reason: reason))
      case .success(.needed(let version)): resourceVersion = version
      case .failure(let unread): return .unknown(reason: unread.reason)
      }
      guard attempt < Self.attempts else { return .nothing(.failed(reason: "\(last)")) }
      attempt += 1
    }
  }

  private struct Unread: Error {
    let reason: String
  }

  private func verdict(after error: any Error) async -> Result<Verdict, Unread> {
    do {
      guard let live = try await client.get(read(), as: Live.self) else {
        return .success(.refused(reason: "\(subject) is gone since it was looked at; run again"))
      }
      return .success(judge(live))
    } catch let second {
      return .failure(Unread(reason: "\(error) And it could not be read again: \(second)"))
    }
  }
}

/// What became of a write whose answer may have been lost.
enum WriteResult: Sendable, Equatable {
  case done
  /// Nothing was written.
  case nothing(Outcome)
  /// Nobody can say whether it was.
  case unknown(reason: String)

  var outcome: Outcome {
    switch self {
    case .done: .done
    case .nothing(let outcome): outcome
    case .unknown(let reason): .failed(reason: reason)
    }
  }
}

extension KubernetesError {
  /// Whether the server may have done what was asked although it did not say so.
  var leavesDoubt: Bool {
    switch cause {
    case .refused(let code, _): code >= 500
    case .transport, .malformedAnswer, .undecodable: true
    case .resourceTypeNotServed, .repeatedPage, .credential, .invalidRequest: false
    }
  }
}
