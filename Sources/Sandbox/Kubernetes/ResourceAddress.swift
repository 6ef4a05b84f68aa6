/// What a path under `/api` or `/apis` names: a type, and perhaps a namespace, an object and a part of it.
package struct ResourceAddress: Sendable, Hashable {
  /// The type of the object or of the listed objects.
  package var type: ResourceType
  /// The namespace, empty where the path names none.
  package var namespace: String
  /// The object, nil for a list.
  package var name: String?
  /// The part of the object after its name, such as `status`.
  package var subresource: String?

  /// What reading a path can say.
  enum Reading {
    case address(ResourceAddress)
    case unknownResource
    case noSuchPath
  }

  /// Reads the segments of a path, percent decoding done.
  ///
  /// An unknown type of the core group is a missing resource, one of any other group a missing page:
  /// so the real server answers.
  static func read(_ path: [String]) -> Reading {
    let group: String
    var rest: ArraySlice<String>
    if path.starts(with: ["api", "v1"]) {
      group = ""
      rest = path.dropFirst(2)
    } else if path.count > 3, path[0] == "apis", path[2] == "v1" {
      group = path[1]
      rest = path.dropFirst(3)
    } else {
      return .noSuchPath
    }

    var namespace = ""
    if rest.count > 2, rest.first == "namespaces",
      !["status", "finalize"].contains(rest[rest.startIndex + 2])
    {
      namespace = rest[rest.startIndex + 1]
      rest = rest.dropFirst(2)
    }
    let missing: Reading = group.isEmpty ? .unknownResource : .noSuchPath
    guard let plural = rest.popFirst(), rest.count <= 2,
      let type = ResourceType(rawValue: plural), type.group == group,
      type.isNamespaced || namespace.isEmpty, !type.isNamespaced || !namespace.isEmpty || rest.isEmpty
    else { return missing }
    let name = rest.popFirst()
    return .address(
      ResourceAddress(type: type, namespace: namespace, name: name, subresource: rest.popFirst())
    )
  }
}

/// The name of an object within its type, ordered as the server orders lists.
package struct ObjectName: Sendable, Hashable, Comparable {
  /// The namespace, empty for an object that lives in none.
  package var namespace: String
  /// The name within the namespace.
  package var name: String

  /// Names an object.
  package init(namespace: String = "", name: String) {
    self.namespace = namespace
    self.name = name
  }

  /// The key below the type, as it stands in continue tokens.
  var key: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }

  package static func < (left: ObjectName, right: ObjectName) -> Bool {
    // Byte by byte, as etcd sorts its keys.
    left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
  }
}
