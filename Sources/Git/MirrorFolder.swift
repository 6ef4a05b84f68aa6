import CGit2
import Foundation

/// The folder of a mirror: made, recognised and thrown away here.
struct MirrorFolder {
  /// The name of the one remote in a mirror's configuration.
  static let remoteName = "origin"

  let path: String

  /// Opens the mirror of this very branch; nil where there is none, or what is there is of no use.
  func open(for remote: Remote) -> BareRepository? {
    guard let repository = try? BareRepository.open(path),
      let origin = try? Handle(
        .remote,
        { unsafe git_remote_lookup(&$0, repository.pointer, Self.remoteName) }
      ),
      let url = unsafe git_remote_url(origin.pointer).map({ unsafe String(cString: $0) }), url == remote.url,
      let refspec = unsafe git_remote_get_refspec(origin.pointer, 0).flatMap({ unsafe git_refspec_string($0) })
        .map({ unsafe String(cString: $0) }), refspec == remote.refspec
    else { return nil }
    return repository
  }

  /// Makes an empty mirror in the place of whatever was there.
  func make(for remote: Remote) throws(LibraryFailure) -> BareRepository {
    discard()
    let repository = try BareRepository.make(path)
    _ = try Handle(.remote) {
      unsafe git_remote_create_with_fetchspec(&$0, repository.pointer, Self.remoteName, remote.url, remote.refspec)
    }
    return repository
  }

  /// Throws away what is there; what stays of it fails when the folder is made.
  func discard() {
    try? FileManager.default.removeItem(atPath: path)
  }
}
