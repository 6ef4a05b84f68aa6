import Foundation
import HTTP
import Secrets

/// What a request is authenticated with.
struct Credential: Sendable {
  /// The value of the header `Authorization`.
  var authorization: Secret?
  /// The secret inside it, for taking it out of what a server echoes.
  var token: Secret?
  /// A client certificate that came with it.
  var identity: HTTPClientConfiguration.ClientIdentity?
  /// Counts up each time another credential is taken, so that two can be told apart.
  var generation = 0

  static func bearer(_ token: Secret) -> Credential {
    Credential(authorization: Secret("Bearer " + token.reveal()), token: token)
  }

  static func basic(username: String, password: Secret) -> Credential {
    let pair = Data("\(username):\(password.reveal())".utf8)
    return Credential(authorization: Secret("Basic " + pair.base64EncodedString()), token: password)
  }
}
