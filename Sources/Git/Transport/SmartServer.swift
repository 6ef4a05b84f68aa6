import Foundation
import HTTP
import Secrets

/// A repository on a server that speaks git over HTTP, and who we are to it: makes requests, sends none.
struct SmartServer: Sendable {
  /// Who we are.
  struct Credential: Sendable {
    let username: String
    let password: Secret

    /// A username and its password, which may be an access token.
    init(username: String, password: Secret) {
      self.username = username
      self.password = password
    }
  }

  /// A pack takes as long as it takes: the stall limit and the run's deadline end it, not its size.
  private static let longestTransfer = Duration.seconds(24 * 3600)

  /// The repository's URL, without a slash at its end.
  let url: String

  let credential: Credential?

  /// A repository; its URL holds no user, no query and no fragment.
  init(url: String, credential: Credential?) {
    self.url = String(url.reversed().drop { $0 == "/" }.reversed())
    self.credential = credential
  }

  /// What must not be repeated from an answer.
  var secrets: [Secret] {
    [credential?.password, encodedCredential].compactMap(\.self)
  }

  /// The request for one action.
  ///
  /// Without `Git-Protocol`, a server speaks version 0, which is what libgit2 1.5 reads.
  func request(for action: SmartAction, body: Data = Data()) -> HTTPRequest {
    var fields = [HTTPField("Accept", action.answerType)]
    if let encodedCredential {
      fields.append(HTTPField("Authorization", Secret("Basic \(encodedCredential.reveal())")))
    }
    guard let requestType = action.requestType else {
      var request = HTTPRequest(.get, url + action.path, fields: fields + [HTTPField("Pragma", "no-cache")])
      request.acceptsGzip = true
      return request
    }
    fields.append(HTTPField("Content-Type", requestType))
    // A pack is compressed already, so this answer is not asked for in gzip.
    return HTTPRequest(.post, url + action.path, fields: fields, body: body, timeout: Self.longestTransfer)
  }

  /// As RFC 7617 writes it.
  private var encodedCredential: Secret? {
    credential.map {
      Secret(Data("\($0.username):\($0.password.reveal())".utf8).base64EncodedString())
    }
  }
}
