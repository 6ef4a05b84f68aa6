import Drift
import Formats
import Foundation
import Model
import Yams

/// What a run is about to remove, kept as one YAML file from which people can bring it back; no secret is in it.
struct RestoreFile {
  let folder: URL
  let run: String

  /// Where it is written.
  var url: URL { folder.appending(path: "\(run).yaml") }

  /// Writes what all of `removals` take away; it is on the disk when this returns.
  ///
  /// - Parameter snapshot: what application files hold is in it, or in `former`, which is what we would write.
  /// - Throws: ``RestoreFileError``.
  func write(_ removals: [Removal], from snapshot: Snapshot, former: [Estate]) throws(RestoreFileError) {
    do {
      let texts = Dictionary(former.compactMap(\.application).map { ($0.blob, $0.manifest.text) }) { first, _ in first }
      let entries = removals.map { removal in
        RestoreEntry(removal) { blob in snapshot.deployment?.texts[blob]?.value ?? texts[blob] }
      }
      try FileManager.default.createDirectory(
        at: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      let text = try YAMLEncoder().encode(["run": .text(run), "removed": .list(entries)] as [String: RestoreField])
      guard FileManager.default.createFile(atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600])
      else { throw CocoaError(.fileWriteUnknown) }
      let file = try FileHandle(forWritingTo: url)
      defer { try? file.close() }
      try file.write(contentsOf: Data(text.utf8))
      try file.synchronize()
    } catch {
      throw RestoreFileError(path: url.path, reason: error.localizedDescription)
    }
  }
}

/// Why nothing is removed: what would go could not be kept.
struct RestoreFileError: Error, CustomStringConvertible {
  let path: String
  let reason: String

  var description: String {
    "what would go could not be written to \(path) first: \(reason); make room there, or the right to write"
  }
}
