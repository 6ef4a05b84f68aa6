import CGit2

/// What makes libgit2's transport for the calls of one session; returns a code of libgit2.
///
/// A transport that fails leaves the reason in ``RemoteSession/failure``.
typealias RemoteTransport =
  @Sendable (
    _ session: RemoteSession, _ owner: OpaquePointer?,
    _ made: UnsafeMutablePointer<UnsafeMutablePointer<git_transport>?>?
  ) -> CInt

/// The transport of `https` and `http` URLs; nil leaves them to libgit2's own.
let httpTransport: RemoteTransport? = nil
