import Foundation

/// The content of a pull secret, each part of which can be made wrong.
struct PullSecret: Sendable {
  static let secretName = "gitlab-registry-image-pull-secret"
  static let type = "kubernetes.io/dockerconfigjson"

  var registry = "registry.example.com"
  var username: String
  var password: String
  /// Base64 of username and password.
  var auth: String
  /// Credentials for other registries that the team put beside ours.
  var otherRegistries: [String: JSONValue] = [:]

  /// The right content for the Project called `name`.
  init(_ name: String) {
    self.init(username: "\(name)-image-puller", password: Identifiers.token(name))
  }

  /// A content whose `auth` agrees with `username` and `password`.
  init(username: String, password: String) {
    self.username = username
    self.password = password
    auth = Data("\(username):\(password)".utf8).base64EncodedString()
  }

  /// The text that kubelets read.
  var configuration: JSONValue {
    var registries = otherRegistries
    registries[registry] = [
      "username": .string(username), "password": .string(password), "auth": .string(auth),
    ]
    return ["auths": .object(registries)]
  }

  /// The secret as a Kubernetes object.
  func object(in namespace: String, mark: Marks, created: Date) -> JSONValue {
    var metadata = Objects.metadata(Self.secretName, in: namespace, type: .secrets, created: created)
    metadata["labels"] = mark.labels.isEmpty ? nil : JSONValue(mark.labels)
    metadata["annotations"] = mark.annotations.isEmpty ? nil : JSONValue(mark.annotations)
    return [
      "metadata": metadata, "type": .string(Self.type),
      "data": [".dockerconfigjson": .string(Self.encoded(configuration))],
    ]
  }

  /// A JSON text as the data of a secret carries it.
  static func encoded(_ configuration: JSONValue) -> String {
    configuration.text.base64EncodedString()
  }
}
