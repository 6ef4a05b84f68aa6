import CGit2
import CSSH2
import Foundation

/// Which keys the SSH servers may have, as the lines of a `known_hosts` file say.
struct KnownHosts {
  /// How a server's key compares with them.
  enum Verdict: Equatable {
    case known

    /// Another key of this kind is listed for the server.
    case changed

    /// No key of this kind is listed for the server.
    case unknown
  }

  /// Says what is wrong with the lines.
  struct Fault: Error, Equatable {
    let text: String
  }

  private let lines: [String]

  /// Takes the text of a file; comments and empty lines mean nothing.
  init(_ text: String) throws(Fault) {
    lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix(while: \.isWhitespace) }.map(String.init)
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    if lines.isEmpty { throw Fault(text: "it lists no host") }
    if let marked = lines.first(where: { $0.hasPrefix("@") }) {
      let marker = marked.prefix { !$0.isWhitespace }
      throw Fault(text: "it has a line with '\(marker)', which is not understood here; list the servers' own keys")
    }
  }

  /// Compares a server's key, by the rules of libssh2: names may be hashed, patterns with `*` match nothing.
  func verdict(on key: HostKey, of host: String, port: Int) -> Verdict {
    guard let session = unsafe cssh2_session() else { return .unknown }
    defer { unsafe libssh2_session_free(session) }
    guard let hosts = unsafe libssh2_knownhost_init(session) else { return .unknown }
    defer { unsafe libssh2_knownhost_free(hosts) }
    for line in lines {
      // A line that libssh2 cannot read lists no key that it could meet.
      _ = unsafe libssh2_knownhost_readline(hosts, line, line.utf8.count, LIBSSH2_KNOWNHOST_FILE_OPENSSH)
    }
    let result = unsafe key.bytes.withUnsafeBytes { bytes in
      unsafe cssh2_check_host(
        hosts,
        host,
        CInt(port),
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
        bytes.count,
        CInt(key.kind.libraryKind.rawValue)
      )
    }
    switch result {
    case LIBSSH2_KNOWNHOST_CHECK_MATCH: return .known
    case LIBSSH2_KNOWNHOST_CHECK_MISMATCH: return .changed
    default: return .unknown
    }
  }
}

/// The key by which an SSH server proves who it is.
struct HostKey {
  /// The kinds that are accepted.
  enum Kind: String {
    case ecdsa256 = "ecdsa-sha2-nistp256"
    case ecdsa384 = "ecdsa-sha2-nistp384"
    case ecdsa521 = "ecdsa-sha2-nistp521"
    case ed25519 = "ssh-ed25519"

    fileprivate var libraryKind: cssh2_key {
      switch self {
      case .ecdsa256: cssh2_key_ecdsa_256
      case .ecdsa384: cssh2_key_ecdsa_384
      case .ecdsa521: cssh2_key_ecdsa_521
      case .ed25519: cssh2_key_ed25519
      }
    }
  }

  let kind: Kind
  let bytes: [UInt8]

  /// As `ssh-keygen -l` shows it.
  let fingerprint: String

  /// Copies what libgit2 shows of it; nil for a kind that is not accepted.
  init?(_ certificate: UnsafeMutablePointer<git_cert>) {
    guard unsafe certificate.pointee.cert_type == GIT_CERT_HOSTKEY_LIBSSH2 else { return nil }
    let key = unsafe UnsafeMutableRawPointer(certificate).assumingMemoryBound(to: git_cert_hostkey.self).pointee
    switch unsafe key.raw_type {
    case GIT_CERT_SSH_RAW_TYPE_KEY_ECDSA_256: kind = .ecdsa256
    case GIT_CERT_SSH_RAW_TYPE_KEY_ECDSA_384: kind = .ecdsa384
    case GIT_CERT_SSH_RAW_TYPE_KEY_ECDSA_521: kind = .ecdsa521
    case GIT_CERT_SSH_RAW_TYPE_KEY_ED25519: kind = .ed25519
    default: return nil
    }
    bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: key.hostkey, count: key.hostkey_len))
    var hash = unsafe key.hash_sha256
    let digest = unsafe withUnsafeBytes(of: &hash) { unsafe Data($0) }
    fingerprint = "SHA256:" + digest.base64EncodedString().prefix { $0 != "=" }
  }
}
