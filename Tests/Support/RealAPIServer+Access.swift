package import Foundation

extension RealAPIServer {
  /// A user of the test's own, allowed in the whole cluster what the rules say; returns when that has taken effect.
  package func newUser(allowed rules: [AccessRule]) async throws -> ClusterUser {
    let user = try newUser()
    try await grant(rules, to: user)
    return user
  }

  /// Allows a user in the whole cluster what the rules say, and returns when that has taken effect.
  package nonisolated func grant(_ rules: [AccessRule], to user: ClusterUser) async throws {
    let role = "\(user.name)-\(UUID().uuidString.lowercased())"
    try await create([
      .clusterRole(role, rules: rules),
      .clusterRoleBinding(role, role: role, subject: ["kind": "User", "name": .string(user.name)]),
    ])
    for rule in rules {
      for verb in rule.verbs {
        try await eventually("the right of \(user.name) to \(verb) \(rule.resource)") {
          try await self.isAllowed(verb, rule, user)
        }
      }
    }
  }

  /// A kubeconfig that names this server and the user's token, in a folder that ends with the server.
  package nonisolated func kubeconfig(for user: ClusterUser) throws -> URL {
    let configuration: JSON = [
      "apiVersion": "v1",
      "kind": "Config",
      "current-context": "real",
      "contexts": [["name": "real", "context": ["cluster": "real", "user": .string(user.name)]]],
      "clusters": [
        ["name": "real", "cluster": ["server": .string(address), "certificate-authority": .string(authorityFile)]]
      ],
      "users": [["name": .string(user.name), "user": ["token": .string(user.token)]]],
    ]
    let file = directory.appending(path: "\(user.name).kubeconfig")
    try Data(configuration.text.utf8).write(to: file)
    return file
  }

  /// A certificate that the server knows as the user `certified`, who has no right of his own.
  package nonisolated var clientCertificate: ClientCertificate {
    get throws {
      try ClientCertificate(
        certificate: String(contentsOf: directory.appending(path: "client.crt"), encoding: .utf8),
        key: String(contentsOf: directory.appending(path: "client.key"), encoding: .utf8)
      )
    }
  }

  /// A token of a service account, by the TokenRequest API, good for an hour.
  package nonisolated func token(ofServiceAccount name: String, in namespace: String) async throws -> String {
    struct TokenRequest: Decodable {
      struct Status: Decodable { let token: String }
      let status: Status
    }
    let path = "/api/v1/namespaces/\(namespace)/serviceaccounts/\(name)/token"
    let call = APICall(.post, path, body: #"{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest"}"#)
    let answer = try await ask(call)
    guard answer.isSuccess else {
      throw ControlPlaneError.refused(call: call, status: answer.status, answer: answer.text)
    }
    return try answer.decoded(as: TokenRequest.self).status.token
  }

  private nonisolated func isAllowed(_ verb: String, _ rule: AccessRule, _ user: ClusterUser) async throws -> Bool {
    struct Review: Decodable {
      struct Status: Decodable { let allowed: Bool }
      let status: Status
    }
    let parts = rule.resource.split(separator: "/", maxSplits: 1).map(String.init)
    var attributes: [String: JSON] = [
      "group": .string(rule.apiGroup),
      "resource": .string(parts.first ?? rule.resource),
      "verb": .string(verb),
    ]
    if parts.count == 2 { attributes["subresource"] = .string(parts[1]) }
    if let name = rule.resourceNames.first { attributes["name"] = .string(name) }
    let review: JSON = [
      "apiVersion": "authorization.k8s.io/v1",
      "kind": "SubjectAccessReview",
      "spec": ["user": .string(user.name), "resourceAttributes": .object(attributes)],
    ]
    let path = "/apis/authorization.k8s.io/v1/subjectaccessreviews"
    return try await ask(APICall(.post, path, body: review.text)).decoded(as: Review.self).status.allowed
  }
}
