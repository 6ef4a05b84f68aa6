import CGit2
import Foundation

/// How a remote is reached, as its URL says.
enum RemoteAddress: Equatable {
  case http
  case ssh(host: String, port: Int)
  case path

  /// Says what is wrong with a URL; never quotes it.
  struct Fault: Error, Equatable {
    let text: String
  }

  /// Reads a URL as git does, without its rarer forms.
  init(of url: String) throws(Fault) {
    if url.hasPrefix("/") {
      self = .path
    } else if url.contains("://") {
      self = try Self.absolute(url)
    } else {
      self = try Self.short(url)
    }
  }

  private static func absolute(_ url: String) throws(Fault) -> RemoteAddress {
    guard let parts = URLComponents(string: url, encodingInvalidCharacters: false) else {
      throw Fault(text: "it holds a character that must be percent-encoded")
    }
    guard parts.password == nil else {
      throw Fault(text: "it holds a password, which belongs into the credential")
    }
    guard let host = parts.host, !host.isEmpty, !host.hasPrefix("-") else {
      throw Fault(text: "it names no host")
    }
    guard parts.query == nil, parts.fragment == nil else {
      throw Fault(text: "it holds a query or a fragment")
    }
    switch parts.scheme?.lowercased() {
    case "https", "http":
      guard parts.user == nil else {
        throw Fault(text: "it holds a user, who belongs into the credential")
      }
      return .http
    case "ssh":
      return .ssh(host: host, port: parts.port ?? 22)
    default:
      throw Fault(text: "it must begin with https://, http:// or ssh://, or be user@host:path or an absolute path")
    }
  }

  /// `user@host:path`, which `scp` made known.
  private static func short(_ url: String) throws(Fault) -> RemoteAddress {
    guard let colon = url.firstIndex(of: ":"), url.index(after: colon) < url.endIndex else {
      throw Fault(text: "it must begin with https://, http:// or ssh://, or be user@host:path or an absolute path")
    }
    let account = url[..<colon]
    let host = account.lastIndex(of: "@").map { account[account.index(after: $0)...] } ?? account
    guard !host.isEmpty, !host.hasPrefix("-"), !account.contains("/") else {
      throw Fault(text: "it names no host")
    }
    return .ssh(host: String(host), port: 22)
  }
}

extension Remote {
  /// How it is reached, once all that can be judged without a server was found right.
  func checkedAddress() throws(GitError.Reason) -> RemoteAddress {
    let address: RemoteAddress
    do throws(RemoteAddress.Fault) {
      address = try RemoteAddress(of: url)
    } catch {
      throw .malformedRemote("its URL cannot be used: \(error.text)")
    }
    guard isBranchName(branch) else { throw .malformedRemote("'\(branch)' cannot be the name of a branch") }
    switch (address, credential) {
    case (.http, .sshKey):
      throw .malformedRemote("an SSH key does not open this URL, which needs a username and a password")
    case (.ssh, .password), (.ssh, .none):
      throw .malformedRemote("this URL needs an SSH key")
    case (.ssh, .sshKey(let key, let knownHosts)):
      if let fault = PrivateKey.fault(in: key) { throw .keyUnusable(fault) }
      do throws(KnownHosts.Fault) { _ = try KnownHosts(knownHosts) } catch { throw .knownHostsUnusable(error.text) }
      return address
    case (.http, .none), (.http, .password), (.path, _):
      return address
    }
  }

  private func isBranchName(_ name: String) -> Bool {
    var isValid: CInt = 0
    return unsafe git_branch_name_is_valid(&isValid, name) == 0 && isValid == 1
  }
}
