import Sandbox
import TestSupport

/// What has to be done to a real cluster so that it turns from one world into another.
struct WorldChange {
  /// To be deleted, and left to their finalizers.
  private(set) var ended: [ClusterObject] = []
  /// To be taken away altogether, what lies in a container before it.
  private(set) var removed: [ClusterObject] = []
  /// To be created, containers before what lies in them.
  private(set) var created: [ClusterObject] = []
  /// To be given other content.
  private(set) var changed: [ClusterObject] = []

  private enum Step {
    case nothing, end, remove, create, replace, change
  }

  init(from old: World, to new: World) {
    let names = Dictionary(
      uniqueKeysWithValues: projectTypes.map { type in
        (type, Set((old.all(type) + new.all(type)).map(ObjectName.init)).sorted())
      }
    )
    // A namespace that ends takes with it what it holds.
    let reborn = Set(
      names[.namespaces, default: []].filter {
        WorldChange.step(from: old[.namespaces, $0], to: new[.namespaces, $0], of: .namespaces) == .replace
      }.map(\.name)
    )
    for type in projectTypes {
      for name in names[type, default: []] {
        let (before, after) = (old[type, name], new[type, name])
        let isSweptAway = reborn.contains(name.namespace) && before != nil && after != nil
        add(isSweptAway ? .replace : WorldChange.step(from: before, to: after, of: type), before ?? after, after, type)
      }
    }
    removed.reverse()
  }

  private mutating func add(_ step: Step, _ before: JSONValue?, _ after: JSONValue?, _ type: ResourceType) {
    let old = before.map { ClusterObject($0, of: type) }
    let new = after.map { ClusterObject($0, of: type) }
    switch step {
    case .nothing: break
    case .end: ended += [new].compactMap(\.self)
    case .remove: removed += [old].compactMap(\.self)
    case .create: created += [new].compactMap(\.self)
    case .change: changed += [new].compactMap(\.self)
    case .replace:
      removed += [old].compactMap(\.self)
      created += [new].compactMap(\.self)
    }
  }

  private static func step(from old: JSONValue?, to new: JSONValue?, of type: ResourceType) -> Step {
    switch (old, new) {
    case (nil, nil): .nothing
    case (nil, .some): .create
    case (.some, nil): .remove
    case (let old?, let new?) where old == new: .nothing
    case (let old?, let new?):
      switch (old.isLeaving, new.isLeaving) {
      case (false, true): .end
      case (true, false): .replace
      // The type of a secret cannot be changed.
      case (true, true), (false, false): type == .secrets ? .replace : .change
      }
    }
  }
}

extension JSONValue {
  fileprivate var isLeaving: Bool { self[["metadata", "deletionTimestamp"]] != nil }
}

extension ObjectName {
  fileprivate init(_ object: JSONValue) {
    self.init(
      namespace: object[["metadata", "namespace"]]?.string ?? "",
      name: object[["metadata", "name"]]?.string ?? ""
    )
  }
}
