/// What a read showed of one thing: it is there, it is not, or nobody can say.
///
/// The third state keeps a refused or broken read from ever looking like absence.
package enum Sighting<Value> {
  case present(Value)
  case absent
  case unreadable(Unreadable)

  /// The value where there is one; both other states give nil, so use it only where they mean the same.
  package var value: Value? {
    switch self {
    case .present(let value): value
    case .absent, .unreadable: nil
    }
  }

  /// Why nobody can say; nil in both other states.
  package var failure: Unreadable? {
    switch self {
    case .present, .absent: nil
    case .unreadable(let reason): reason
    }
  }

  /// Turns a present value into another, keeping the other two states.
  package func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Sighting<Other> {
    switch self {
    case .present(let value): .present(try transform(value))
    case .absent: .absent
    case .unreadable(let reason): .unreadable(reason)
    }
  }
}

extension Sighting: Sendable where Value: Sendable {}
extension Sighting: Equatable where Value: Equatable {}

/// A part of the world that could not be read, so that nothing is known of it.
package struct Unreadable: Error, Sendable, Hashable, Codable {
  /// The system that was asked.
  package enum System: String, CaseIterable, Sendable, Codable {
    case kubernetes, gitlab, deployment, flux, history, mail
  }

  package var system: System
  /// What was to be read, in the words of the system: `namespaces`, `secrets gitlab-registry-image-pull-secret`.
  package var subject: String
  /// Why it could not be read, ending with what the server said.
  package var reason: String
  /// The right that the reader lacks, where the server refused for that reason: `list secrets (core) in all namespaces`.
  package var missingPermission: String?
  /// What it has in common with others of its sort, so that those of one cause can be told together; nil where nothing.
  package var series: Series?

  /// Many objects of one sort that are read one by one.
  package struct Series: Sendable, Hashable, Codable {
    /// What they are, in the plural: `access tokens of groups`.
    package var sort: String
    /// Which of them this is: `shop`.
    package var member: String
    /// Equal where the same went wrong with two of them.
    package var cause: String

    package init(sort: String, member: String, cause: String) {
      self.sort = sort
      self.member = member
      self.cause = cause
    }
  }

  package init(
    system: System,
    subject: String,
    reason: String,
    missingPermission: String? = nil,
    series: Series? = nil
  ) {
    self.system = system
    self.subject = subject
    self.reason = reason
    self.missingPermission = missingPermission
    self.series = series
  }
}

extension Unreadable: Comparable {
  /// By system, then by what was to be read, so that two reports of the same trouble read the same.
  package static func < (left: Unreadable, right: Unreadable) -> Bool {
    (left.system.rawValue, left.subject, left.reason) < (right.system.rawValue, right.subject, right.reason)
  }
}
