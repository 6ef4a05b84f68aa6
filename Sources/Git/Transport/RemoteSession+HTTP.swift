import CGit2
import HTTP

extension RemoteSession {
  /// Makes libgit2's transport for a URL of `https` or `http`; returns a code of libgit2.
  func makeHTTPTransport(
    _ made: UnsafeMutablePointer<UnsafeMutablePointer<git_transport>?>?,
    of owner: OpaquePointer?
  ) -> CInt {
    do throws(HTTPError) {
      let client = try HTTPClient(remote.httpConfiguration)
      let conversation = SmartConversation(with: remote.smartServer, over: client, waitingWith: blockingWait)
      self.conversation = conversation
      return unsafe SmartSubtransport.install(conversation, in: made, of: owner)
    } catch {
      return stopped(by: GitError.Reason(SmartRefusal(.listForFetch, .transport(error))))
    }
  }
}

extension Remote {
  fileprivate var smartServer: SmartServer {
    switch credential {
    case .password(let username, let password):
      SmartServer(url: url, credential: SmartServer.Credential(username: username, password: password))
    case .none, .sshKey:
      SmartServer(url: url, credential: nil)
    }
  }

  fileprivate var httpConfiguration: HTTPClientConfiguration {
    var configuration = HTTPClientConfiguration(userAgent: userAgent)
    configuration.trust = trust
    configuration.proxy = proxy
    configuration.stallTimeout = stallTimeout
    configuration.deadline = deadline
    return configuration
  }
}

extension GitError.Reason {
  /// A refusal in the words of this module: that the run ended is no matter of HTTP.
  init(_ refusal: SmartRefusal) {
    guard case .transport(let error) = refusal.cause else {
      self = .http(refusal)
      return
    }
    switch error.reason {
    case .cancelled: self = .cancelled
    case .deadline: self = .deadline
    case .malformedConfiguration, .malformedURL, .malformedField, .unresolved, .unreachable, .untrusted,
      .identityRefused, .identityUnusable, .tls, .timedOut, .unanswered, .cutOff, .tooLarge, .proxyUnreachable,
      .proxyRefused, .notHTTP, .shutDown, .secondReader, .other:
      self = .http(refusal)
    }
  }
}

extension GitError {
  /// What to grant, where a server refused for want of it: `scope read_repository`.
  package var missingPermission: String? {
    if case .http(let refusal) = reason { refusal.missingPermission } else { nil }
  }
}
