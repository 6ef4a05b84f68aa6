/// Somebody whose token the sandbox knows.
///
/// The tokens stand in this file: they open nothing but a sandbox on a loopback port.
package enum User: CaseIterable, Sendable {
  /// May do everything; the one that the written kubeconfig uses.
  case driftcheck
  /// May read everything and write nothing.
  case reader
  /// Bears no token, and may see no more than the server's health and version.
  case anonymous

  /// The name as messages and the request log show it.
  package var name: String {
    switch self {
    case .driftcheck: "driftcheck"
    case .reader: "reader"
    case .anonymous: "system:anonymous"
    }
  }

  /// The bearer token, empty for the anonymous user.
  package var token: String {
    switch self {
    case .driftcheck: "sandbox-driftcheck"
    case .reader: "sandbox-reader"
    case .anonymous: ""
    }
  }

  func may(_ verb: String) -> Bool {
    switch self {
    case .driftcheck: true
    case .reader: ["get", "list"].contains(verb)
    case .anonymous: false
    }
  }

  /// The user that a header `Authorization` names, nil for an unknown token.
  static func named(by authorization: String) -> User? {
    guard !authorization.isEmpty else { return .anonymous }
    return allCases.first { !$0.token.isEmpty && authorization == "Bearer \($0.token)" }
  }
}

/// A permission that everybody lacks, as if the role had been written without it.
package struct Denial: Sendable, Hashable {
  /// The plural of the type, such as `secrets`.
  package var resource: String
  /// The verbs (get, list, create, update, patch, delete), none for all of them.
  package var verbs: Set<String>

  /// Describes a denial.
  package init(_ resource: String, verbs: Set<String> = []) {
    self.resource = resource
    self.verbs = verbs
  }

  /// Reads a denial as `/sandbox/denials` takes it, nil where no resource is named.
  init?(_ json: JSONValue) {
    guard let resource = json["resource"]?.string else { return nil }
    self.init(resource, verbs: Set((json["verbs"]?.array ?? []).compactMap(\.string)))
  }

  var json: JSONValue {
    ["resource": .string(resource), "verbs": .array(verbs.sorted().map(JSONValue.string))]
  }

  func covers(_ resource: String, _ verb: String) -> Bool {
    self.resource == resource && (verbs.isEmpty || verbs.contains(verb))
  }
}

/// Who may do what.
package actor Access {
  /// The permissions that were taken away.
  package private(set) var denials: [Denial] = []

  /// Takes a permission away.
  package func deny(_ denial: Denial) {
    denials.append(denial)
  }

  /// Gives all permissions back.
  package func clear() {
    denials = []
  }

  func allows(_ user: User, _ verb: String, _ resource: String) -> Bool {
    user.may(verb) && !denials.contains { $0.covers(resource, verb) }
  }
}
