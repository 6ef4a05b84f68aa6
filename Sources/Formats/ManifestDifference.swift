/// In what a manifest differs from the one wished for.
package struct ManifestDifference: Sendable, Equatable {
  /// One field of an object that is in both.
  package struct Field: Sendable, Hashable {
    package let object: ObjectIdentity
    /// Where it stands in the object: `spec.destinations[0].namespace`.
    package let path: String
    /// Nil where nobody asks for it.
    package let desired: String?
    /// Nil where it is lacking.
    package let observed: String?

    package init(object: ObjectIdentity, path: String, desired: String?, observed: String?) {
      self.object = object
      self.path = path
      self.desired = desired
      self.observed = observed
    }
  }

  /// Objects wished for that are not there.
  package private(set) var missingObjects: [ObjectIdentity]
  /// Fields wished for that are lacking or differ.
  package private(set) var fields: [Field] = []
  /// Fields and elements of lists that somebody added to what is wished for.
  package private(set) var addedFields: [Field] = []
  /// Objects that somebody added.
  package private(set) var addedObjects: [ObjectIdentity]

  /// Compares `observed` with `desired`, both by object.
  package init(desired: ApplicationManifest, observed: ApplicationManifest) {
    missingObjects = desired.identities.filter { observed.objects[$0] == nil }
    addedObjects = observed.identities.filter { desired.objects[$0] == nil }
    for identity in desired.identities {
      guard let wanted = desired.objects[identity], let found = observed.objects[identity] else { continue }
      compare(wanted, with: found, at: FieldPath(of: identity))
    }
  }

  /// Whether both say the same.
  package var isEmpty: Bool {
    missingObjects.isEmpty && fields.isEmpty && addedFields.isEmpty && addedObjects.isEmpty
  }

  private mutating func compare(_ desired: YAMLValue?, with observed: YAMLValue?, at path: FieldPath) {
    guard desired != observed else { return }
    switch (desired, observed) {
    case (.mapping(let desired)?, .mapping(let observed)?):
      compare(desired, with: observed, at: path)
    case (.list(let desired)?, .list(let observed)?):
      for pair in ListPair.pairs(of: desired, with: observed, ordered: !path.isSet) {
        compare(pair.desired, with: pair.observed, at: path.element(pair.index))
      }
    case (nil, _?):
      addedFields.append(path.field(desired: nil, observed: observed))
    case (_, _):
      fields.append(path.field(desired: desired, observed: observed))
    }
  }

  private mutating func compare(
    _ desired: [String: YAMLValue],
    with observed: [String: YAMLValue],
    at path: FieldPath
  ) {
    for key in Set(desired.keys).union(observed.keys).sorted() {
      compare(meaning(of: desired[key]), with: meaning(of: observed[key]), at: path.member(key))
    }
  }

  /// A field that is null is not set, to Kubernetes.
  private func meaning(of value: YAMLValue?) -> YAMLValue? {
    value == .null ? nil : value
  }
}

/// The way from an object to one of its fields.
private struct FieldPath {
  /// Lists in which order means nothing to Argo CD (its docs on AppProject, sync options, and git directories).
  private static let sets: Set<String> = [
    "clusterResourceBlacklist", "clusterResourceWhitelist", "destinations", "directories", "finalizers",
    "namespaceResourceBlacklist", "namespaceResourceWhitelist", "sourceNamespaces", "sourceRepos", "syncOptions",
  ]

  private let object: ObjectIdentity
  private var text = ""
  /// Whether it leads to a list in which order means nothing.
  private(set) var isSet = false

  init(of object: ObjectIdentity) {
    self.object = object
  }

  func member(_ key: String) -> FieldPath {
    var path = self
    let isPlain = !key.isEmpty && key.utf8.allSatisfy(FieldPath.isPlain)
    path.text += isPlain ? (text.isEmpty ? key : ".\(key)") : "[\(key)]"
    path.isSet = FieldPath.sets.contains(key)
    return path
  }

  func element(_ index: Int) -> FieldPath {
    var path = self
    path.text += "[\(index)]"
    path.isSet = false
    return path
  }

  func field(desired: YAMLValue?, observed: YAMLValue?) -> ManifestDifference.Field {
    ManifestDifference.Field(
      object: object,
      path: text,
      desired: desired?.description,
      observed: observed?.description
    )
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    case _: false
    }
  }
}
