import Foundation
import HTTP
import Secrets

/// Turns a user of a kubeconfig into a client certificate and the source of a credential.
struct UserReader {
  let name: String
  let user: Kubeconfig.Located<KubeconfigDocument.User>

  /// The client certificate and its key, if the user has them; inline data counts before files.
  func identity() throws(KubeconfigError) -> HTTPClientConfiguration.ClientIdentity? {
    let certificate = try text(
      data: user.value.clientCertificateData,
      path: user.value.clientCertificate,
      "client-certificate"
    )
    let key = try text(data: user.value.clientKeyData?.reveal(), path: user.value.clientKey, "client-key")
    switch (certificate, key) {
    case (nil, nil):
      return nil
    case (let certificate?, let key?):
      return HTTPClientConfiguration.ClientIdentity(certificate: certificate, key: Secret(key))
    case (nil, _):
      throw .missingField(field("client-certificate, although there is a client-key"))
    case (_, nil):
      throw .missingField(field("client-key, although there is a client-certificate"))
    }
  }

  /// Where the credential comes from; a token file counts before a token, as in client-go.
  func credential(for cluster: ExecCluster) throws(KubeconfigError) -> CredentialSource {
    if let provider = user.value.authProvider {
      throw .authProvider(entry, provider: provider.name ?? "")
    }
    if let path = user.value.tokenFile.nonEmpty { return .tokenFile(path: user.file.resolve(path)) }
    if let token = user.value.token, !token.isEmpty { return .token(token) }
    if let exec = user.value.exec { return .exec(try plugin(exec, cluster)) }
    if let username = user.value.username.nonEmpty {
      return .basic(username: username, password: user.value.password ?? Secret(""))
    }
    return .none
  }

  private var entry: KubeconfigEntry {
    KubeconfigEntry(.user, name, file: user.file.path)
  }

  private func field(_ name: String) -> KubeconfigField {
    KubeconfigField(entry: entry, name: name)
  }

  private func text(data: String?, path: String?, _ name: String) throws(KubeconfigError) -> String? {
    if let encoded = data.nonEmpty { return try Base64Text.decode(encoded, field(name + "-data")) }
    guard let path = path.nonEmpty else { return nil }
    return try FileText.read(user.file.resolve(path), for: field(name))
  }

  private func plugin(
    _ exec: KubeconfigDocument.Exec,
    _ cluster: ExecCluster
  ) throws(KubeconfigError) -> ExecPlugin {
    let version = try exec.apiVersion.orMissing(field("exec.apiVersion"))
    guard let apiVersion = ExecPlugin.APIVersion(rawValue: version) else {
      let known = ExecPlugin.APIVersion.allCases.map(\.rawValue).joined(separator: " or ")
      throw .malformedField(field("exec.apiVersion"), reason: "is '\(version)', not \(known)")
    }
    var command = try exec.command.orMissing(field("exec.command"))
    // A name alone is looked for in PATH; a path starts at the file's folder.
    if command.contains("/") { command = user.file.resolve(command) }
    let plugin = ExecPlugin(
      entry: entry,
      apiVersion: apiVersion,
      command: command,
      arguments: exec.args ?? [],
      environment: exec.env?.map { ExecPlugin.Variable(name: $0.name, value: $0.value) } ?? [],
      cluster: exec.provideClusterInfo == true ? cluster : nil,
      installHint: exec.installHint.nonEmpty
    )
    guard exec.interactiveMode != "Always" else { throw .plugin(plugin.failure(.needsTerminal)) }
    return plugin
  }
}
