package import struct Foundation.Date

/// One run of the program.
package struct Run: Sendable, Equatable {
  /// What the run was allowed to do.
  package enum Mode: String, Sendable, Codable {
    case check
    case fix
    case dryRun = "dry-run"
  }

  /// `20261122T020000Z-a1b2`: its start in UTC and four random hexadecimal digits.
  package var id: String
  package var version: String
  /// UID of the namespace kube-system; nil where it could not be read.
  package var installation: String?
  package var mode: Mode
  package var startedAt: Date
  package var finishedAt: Date
  package var exitCode: Int

  package init(
    id: String,
    version: String,
    installation: String?,
    mode: Mode,
    startedAt: Date,
    finishedAt: Date,
    exitCode: Int
  ) {
    self.id = id
    self.version = version
    self.installation = installation
    self.mode = mode
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.exitCode = exitCode
  }
}
