import Foundation
import TestSupport

/// A kubeconfig beside the configuration of the program that reads it.
struct TestKubeconfig {
  /// Checks the example company by the file `kubeconfig` of its folder.
  let program: DriftCheckProgram
  private let cluster: JSON

  /// Nothing is written yet.
  init(_ server: RealAPIServer) throws {
    try self.init(cluster: ["server": .string(server.address), "certificate-authority": .string(server.authorityFile)])
  }

  /// A kubeconfig for this entry of `clusters`.
  init(cluster: JSON) throws {
    self.cluster = cluster
    program = try DriftCheckProgram(kubeconfig: "kubeconfig", namespaceLabels: ["example.com/backup": "nightly"])
  }

  /// Writes the file with this entry of `users`.
  func write(user: JSON) throws {
    let content: JSON = [
      "apiVersion": "v1", "kind": "Config", "current-context": "real",
      "contexts": [["name": "real", "context": ["cluster": "real", "user": "somebody"]]],
      "clusters": [["name": "real", "cluster": cluster]],
      "users": [["name": "somebody", "user": user]],
    ]
    try program.write(content.text, to: "kubeconfig")
  }

  /// The entry of `users` for a kind of credential, with the files that it names written.
  func user(_ kind: CredentialTests.Kind, token: String, certificate: ClientCertificate) throws -> JSON {
    switch kind {
    case .token:
      return ["token": .string(token)]
    case .tokenFile:
      try program.write(token + "\n", to: "token")
      return ["tokenFile": "token"]
    case .clientCertificate:
      try program.write(certificate.certificate, to: "client.crt")
      try program.write(certificate.key, to: "client.key")
      return ["client-certificate": "client.crt", "client-key": "client.key"]
    case .inlineClientCertificate:
      return [
        "client-certificate-data": .string(Data(certificate.certificate.utf8).base64EncodedString()),
        "client-key-data": .string(Data(certificate.key.utf8).base64EncodedString()),
      ]
    case .execPlugin:
      return try plugin("client.authentication.k8s.io/v1", token: token)
    case .execPluginBeta:
      return try plugin("client.authentication.k8s.io/v1beta1", token: token)
    }
  }

  private func plugin(_ version: String, token: String) throws -> JSON {
    let answer: JSON = [
      "apiVersion": .string(version), "kind": "ExecCredential", "status": ["token": .string(token)],
    ]
    try program.write(answer.text, to: "credential.json")
    let script = try program.write("#!/bin/sh\ncat \"$(dirname \"$0\")/$1\"\n", to: "plugin")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: script)
    return [
      "exec": [
        "apiVersion": .string(version), "command": "./plugin", "args": ["credential.json"],
        "interactiveMode": "Never",
      ]
    ]
  }
}
