/// Somebody whom the API server knows by a bearer token.
package struct ClusterUser: Sendable {
  /// The name, as RBAC and the audit log have it.
  package let name: String

  /// The bearer token.
  package let token: String

  /// Makes a user; nothing is said to the server.
  package init(name: String, token: String) {
    self.name = name
    self.token = token
  }

  /// The users of a file as `--token-auth-file` reads it, in its order: token, name, UID, groups.
  static func all(in file: String) -> [ClusterUser] {
    file.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: ",")
      return fields.count < 2 ? nil : ClusterUser(name: String(fields[1]), token: String(fields[0]))
    }
  }
}

/// A certificate that says who a client is, with its key, both in PEM.
package struct ClientCertificate: Sendable {
  package let certificate: String
  package let key: String
}

/// What a role allows, as in RBAC's PolicyRule.
package struct AccessRule: Sendable {
  /// `""` is the core group.
  package var apiGroup: String
  package var resource: String
  package var verbs: [String]

  /// Empty for every name.
  package var resourceNames: [String]

  /// Makes a rule for one resource.
  package init(_ verbs: [String], _ resource: String, in apiGroup: String = "", named resourceNames: [String] = []) {
    self.apiGroup = apiGroup
    self.resource = resource
    self.verbs = verbs
    self.resourceNames = resourceNames
  }

  var json: JSON {
    var rule: [String: JSON] = [
      "apiGroups": [.string(apiGroup)],
      "resources": [.string(resource)],
      "verbs": .array(verbs.map(JSON.string)),
    ]
    if !resourceNames.isEmpty { rule["resourceNames"] = .array(resourceNames.map(JSON.string)) }
    return .object(rule)
  }
}
