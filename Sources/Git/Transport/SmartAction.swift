import CGit2

/// What the smart protocol asks of a server over HTTP (git's `gitprotocol-http`).
package enum SmartAction: Sendable, Hashable, CaseIterable {
  case listForFetch
  case fetch
  case listForPush
  case push
}

extension SmartAction {
  /// The same as libgit2 names it; nil for a service that it did not have when this was written.
  init?(_ service: git_smart_service_t) {
    switch service {
    case GIT_SERVICE_UPLOADPACK_LS: self = .listForFetch
    case GIT_SERVICE_UPLOADPACK: self = .fetch
    case GIT_SERVICE_RECEIVEPACK_LS: self = .listForPush
    case GIT_SERVICE_RECEIVEPACK: self = .push
    default: return nil
    }
  }

  /// The program that answers on the server.
  private var service: String {
    switch self {
    case .listForFetch, .fetch: "git-upload-pack"
    case .listForPush, .push: "git-receive-pack"
    }
  }

  /// Whether it asks for the list of branches, with which every conversation begins.
  var isListing: Bool {
    switch self {
    case .listForFetch, .listForPush: true
    case .fetch, .push: false
    }
  }

  /// Whether it is a part of a push.
  var isForPush: Bool {
    switch self {
    case .listForFetch, .fetch: false
    case .listForPush, .push: true
    }
  }

  /// What stands behind the repository's URL.
  var path: String {
    isListing ? "/info/refs?service=\(service)" : "/\(service)"
  }

  /// The type of what is sent; nil where nothing is.
  var requestType: String? {
    isListing ? nil : "application/x-\(service)-request"
  }

  /// The type that an answer must have to be git's.
  var answerType: String {
    "application/x-\(service)-\(isListing ? "advertisement" : "result")"
  }
}
