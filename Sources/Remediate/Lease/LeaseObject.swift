import Foundation
import Kubernetes
import Wire

/// The fields of a Lease (coordination.k8s.io/v1) that are read.
struct LeaseObject: Decodable, Sendable {
  struct Spec: Decodable, Sendable {
    var holderIdentity: String?
    var leaseDurationSeconds: Int?
    var renewTime: String?
    var leaseTransitions: Int?
  }

  var metadata: ObjectMetadata
  private var spec: Spec?

  /// Who holds it, or held it; nil where it was released.
  var holder: String? {
    spec?.holderIdentity.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// How often it went from one holder to another.
  var transitions: Int { spec?.leaseTransitions ?? 0 }

  /// When it was renewed or released last; nil where that was never, or is no time.
  var renewedAt: Date? { spec?.renewTime.flatMap(Timestamp.date) }

  /// Until when it is its holder's.
  ///
  /// One that says no time or no duration holds nobody off, as in client-go.
  var endsAt: Date? {
    guard let renewedAt, let seconds = spec?.leaseDurationSeconds else { return nil }
    return renewedAt.addingTimeInterval(TimeInterval(seconds))
  }
}

/// A Lease as it is sent, to be created or merged into the one that is there.
struct LeaseWrite: Encodable {
  struct Metadata: Encodable {
    var name: String
    var namespace: String
    /// The version that is replaced; nil for one that is created.
    var resourceVersion: String?
  }

  struct Spec: Encodable {
    /// Nil to release it, which is written as `null`: in a merge patch that takes the field away.
    var holderIdentity: String?
    var leaseDurationSeconds: Int
    /// Nil to leave it as it is.
    var acquireTime: String?
    var renewTime: String
    /// Nil to leave it as it is.
    var leaseTransitions: Int?

    private enum Key: String, CodingKey {
      case holderIdentity, leaseDurationSeconds, acquireTime, renewTime, leaseTransitions
    }

    func encode(to encoder: any Encoder) throws {
      var fields = encoder.container(keyedBy: Key.self)
      try fields.encode(holderIdentity, forKey: .holderIdentity)
      try fields.encode(leaseDurationSeconds, forKey: .leaseDurationSeconds)
      try fields.encodeIfPresent(acquireTime, forKey: .acquireTime)
      try fields.encode(renewTime, forKey: .renewTime)
      try fields.encodeIfPresent(leaseTransitions, forKey: .leaseTransitions)
    }
  }

  let apiVersion = "coordination.k8s.io/v1"
  let kind = "Lease"
  var metadata: Metadata
  var spec: Spec

  /// A time as a Lease must have it (`MicroTime` of meta/v1): RFC 3339 in UTC with six digits behind the second.
  static func time(_ date: Date) -> String {
    let microseconds = Int64((date.timeIntervalSince1970 * 1e6).rounded(.down))
    let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    let digits = String(rest)
    let whole = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601).dropLast()
    return "\(whole).\(String(repeating: "0", count: 6 - digits.count))\(digits)Z"
  }
}
