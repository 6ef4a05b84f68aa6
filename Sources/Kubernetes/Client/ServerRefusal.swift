import Foundation
import HTTP
import Wire

extension KubernetesError {
  /// How much of a refusal's body is read, in bytes.
  static let refusalLimit = 64 << 10

  /// Judges the body of an answer that is not a success, with the credential taken out of the server's words.
  static func refusal(
    of operation: Operation,
    code: Int,
    body: Data,
    credential: Credential
  ) -> KubernetesError {
    var status = ServerStatus(body: body)
    if let message = status?.message, let token = credential.token {
      status?.message = VisibleText.hiding([token], in: message)
    }
    return refusal(of: operation, code: code, status: status)
  }
}

extension Session.Answer<HTTPResponse> {
  /// The body of a success.
  ///
  /// - Throws: `KubernetesError` for every other status.
  func body(of operation: Operation) throws(KubernetesError) -> Data {
    guard 200..<300 ~= response.status else {
      throw .refusal(of: operation, code: response.status, body: response.body, credential: credential)
    }
    return response.body
  }
}
