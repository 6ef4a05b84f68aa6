import CGit2
import Secrets

extension RemoteSession {
  /// A server that refuses a key asks again: it is shown the same one once only.
  func giveCredential(
    _ made: UnsafeMutablePointer<UnsafeMutablePointer<git_credential>?>,
    user: String?,
    allowed: git_credential_t
  ) -> CInt {
    // A server of `https` or `http` is shown its password by our transport.
    guard case .sshKey(let key, _) = remote.credential else { return GIT_PASSTHROUGH.rawValue }
    let name = user ?? "git"
    if allowed.rawValue & GIT_CREDENTIAL_USERNAME.rawValue != 0 {
      return unsafe git_credential_username_new(made, name)
    }
    guard !hasShownKey else { return stopped(by: .keyRefused(username: name)) }
    hasShownKey = true
    return unsafe git_credential_ssh_key_memory_new(made, name, nil, key.reveal(), nil)
  }

  /// Lets a server go on only if its key is the one that we know it by.
  func judge(_ certificate: UnsafeMutablePointer<git_cert>, isValid: Bool) -> CInt {
    guard case .sshKey(_, let text) = remote.credential, case .ssh(let host, let port) = address else {
      return isValid ? 0 : GIT_ECERTIFICATE.rawValue
    }
    guard let key = unsafe HostKey(certificate) else { return stopped(by: .hostKeyUnsupported(host: host)) }
    let shown = GitError.HostKeyShown(kind: key.kind.rawValue, fingerprint: key.fingerprint)
    do throws(KnownHosts.Fault) {
      switch try KnownHosts(text).verdict(on: key, of: host, port: port) {
      case .known: return 0
      case .changed: return stopped(by: .hostKeyChanged(host: host, key: shown))
      case .unknown: return stopped(by: .hostKeyUnknown(host: host, key: shown))
      }
    } catch {
      return stopped(by: .knownHostsUnusable(error.text))
    }
  }
}
