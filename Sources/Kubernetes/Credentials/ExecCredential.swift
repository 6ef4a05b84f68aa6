import Foundation
import HTTP
import Secrets
import Wire

/// What an exec plugin answered: `ExecCredential` of client.authentication.k8s.io.
struct ExecCredential: Sendable {
  let token: Secret?
  let identity: HTTPClientConfiguration.ClientIdentity?
  /// When it has to be asked again; nil for never.
  let expiresAt: Date?

  /// Reads the plugin's standard output.
  ///
  /// - Throws: `ExecFailure.malformedAnswer`, without a piece of the answer.
  init(answer: Data, of plugin: ExecPlugin) throws(ExecFailure) {
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: answer)
    } catch {
      throw plugin.failure(.malformedAnswer(detail: DecodingReason.words(for: error)))
    }
    guard document.kind == "ExecCredential", document.apiVersion == plugin.apiVersion.rawValue else {
      let detail = "apiVersion or kind is not \(plugin.apiVersion.rawValue) ExecCredential"
      throw plugin.failure(.malformedAnswer(detail: detail))
    }
    token = document.status?.token.flatMap { $0.isEmpty ? nil : $0 }
    let certificate = document.status?.clientCertificateData.nonEmpty
    let key = document.status?.clientKeyData.flatMap { $0.isEmpty ? nil : $0 }
    guard (certificate == nil) == (key == nil) else {
      throw plugin.failure(.malformedAnswer(detail: "of certificate and key there is only one"))
    }
    identity =
      if let certificate, let key {
        HTTPClientConfiguration.ClientIdentity(certificate: certificate, key: key)
      } else {
        nil
      }
    guard token != nil || identity != nil else {
      throw plugin.failure(.malformedAnswer(detail: "its status has neither a token nor a certificate"))
    }
    expiresAt = try document.status?.expirationTimestamp.nonEmpty.map { text throws(ExecFailure) in
      guard let date = Timestamp.date(from: text) else {
        throw plugin.failure(.malformedAnswer(detail: "status.expirationTimestamp is not a timestamp"))
      }
      return date
    }
  }

  private struct Document: Decodable {
    struct Status: Decodable {
      var token: Secret?
      var clientCertificateData: String?
      var clientKeyData: Secret?
      var expirationTimestamp: String?
    }

    var apiVersion: String?
    var kind: String?
    var status: Status?
  }

  /// The question that the plugin finds in `KUBERNETES_EXEC_INFO`.
  static func question(for plugin: ExecPlugin) throws(ExecFailure) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let question = Question(
      apiVersion: plugin.apiVersion.rawValue,
      spec: Question.Spec(cluster: plugin.cluster, interactive: false)
    )
    do {
      return String(decoding: try encoder.encode(question), as: UTF8.self)
    } catch {
      throw plugin.failure(.notStarted(detail: "the cluster's extension for it cannot be written as JSON"))
    }
  }

  private struct Question: Encodable {
    struct Spec: Encodable {
      let cluster: ExecCluster?
      let interactive: Bool
    }

    let apiVersion: String
    let kind = "ExecCredential"
    let spec: Spec
  }
}
