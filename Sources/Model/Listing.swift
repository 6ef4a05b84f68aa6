/// Everything of one sort that a list showed, and what could not be read of it.
///
/// What is asked for each Project is inlinable, because a dictionary whose types are not known is several times slower.
package struct Listing<Key: Hashable, Value> {
  @usableFromInline enum State {
    case read([Key: Value])
    case unreadable(Unreadable)
  }

  @usableFromInline var state: State
  @usableFromInline var exceptions: [Key: Unreadable] = [:]

  /// A list that was read to its end.
  @inlinable
  package static func read(_ values: [Key: Value]) -> Listing {
    Listing(state: .read(values))
  }

  /// A list that was read to its end, each value under its key; of two under one key the later counts.
  @inlinable
  package static func read(_ values: [Value], by key: (Value) -> Key) -> Listing {
    var byKey = [Key: Value](minimumCapacity: values.count)
    for value in values { byKey[key(value)] = value }
    return .read(byKey)
  }

  /// A list that was refused, cut off or timed out: nothing is known.
  package static func unreadable(_ reason: Unreadable) -> Listing {
    Listing(state: .unreadable(reason))
  }

  @usableFromInline
  init(state: State) {
    self.state = state
  }

  /// What is known of one object; absence only where the whole list was read.
  @inlinable
  package subscript(key: Key) -> Sighting<Value> {
    @inline(__always) get { sighting(of: key) }
  }

  @inlinable
  @inline(__always)
  func sighting(of key: Key) -> Sighting<Value> {
    if !exceptions.isEmpty, let exception = exceptions[key] { return .unreadable(exception) }
    switch state {
    case .read(let values): return values[key].map(Sighting.present) ?? .absent
    case .unreadable(let reason): return .unreadable(reason)
    }
  }

  /// Replaces what is known of one object by a later sighting of it; a list that was not read stays unknown.
  package mutating func note(_ sighting: Sighting<Value>, for key: Key) {
    exceptions[key] = nil
    guard case .read(var values) = state else { return }
    state = .read([:])
    switch sighting {
    case .present(let value): values[key] = value
    case .absent: values[key] = nil
    case .unreadable(let reason): exceptions[key] = reason
    }
    state = .read(values)
  }

  /// All objects seen and readable by their keys; empty where the list was not read.
  package var entries: [Key: Value] {
    switch state {
    case .read(let values): exceptions.isEmpty ? values : values.filter { exceptions[$0.key] == nil }
    case .unreadable: [:]
    }
  }

  /// All objects seen and readable, in no order; empty where the list was not read.
  package var values: Dictionary<Key, Value>.Values {
    entries.values
  }

  /// Why the whole list is unknown; nil where it was read.
  package var failure: Unreadable? {
    switch state {
    case .read: nil
    case .unreadable(let reason): reason
    }
  }

  /// Each reason why something is unknown, once and in order.
  package var unreadable: [Unreadable] {
    failure.map { [$0] } ?? Set(exceptions.values).sorted()
  }
}

extension Listing.State: Sendable where Key: Sendable, Value: Sendable {}
extension Listing: Sendable where Key: Sendable, Value: Sendable {}
