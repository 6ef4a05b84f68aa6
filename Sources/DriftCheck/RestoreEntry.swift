import Drift
import Formats
import Foundation
import Model

/// A value in the file of what was removed.
enum RestoreField: Encodable {
  case text(String)
  case texts([String])
  case fields([String: String])
  case list([RestoreEntry])

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .texts(let texts): try container.encode(texts)
    case .fields(let fields): try container.encode(fields)
    case .list(let entries): try container.encode(entries)
    }
  }
}

/// One thing that was removed, with all that is known of it but secrets.
struct RestoreEntry: Encodable {
  private let fields: [String: RestoreField]

  /// - Parameter text: what a file held, by what git calls its content.
  init(_ removal: Removal, text: (BlobID) -> String?) {
    let finding = removal.finding
    let common: [String: RestoreField] = [
      "kind": .text(finding.kind.rawValue), "project": .text(finding.project), "subject": .text(finding.subject),
      "fault": .text(finding.fault.rawValue),
    ]
    fields = common.merging(RestoreEntry.content(of: removal.object, text)) { own, _ in own }
  }

  func encode(to encoder: any Encoder) throws {
    try fields.encode(to: encoder)
  }

  private static func content(of object: Removal.Object, _ text: (BlobID) -> String?) -> [String: RestoreField] {
    switch object {
    case .namespace(let namespace):
      ["uid": .text(namespace.uid), "mark": .text("\(namespace.mark)"), "labels": .fields(namespace.labels)]
    case .pullSecret(let secret):
      ["uid": .text(secret.uid), "mark": .text("\(secret.mark)"), "type": .text(secret.type)]
    case .token(let token, let group):
      [
        "group": .text(group), "id": .text("\(token.id)"), "name": .text(token.name),
        "scopes": .texts(token.scopes.sorted()), "level": .text(token.level.map { "\($0)" } ?? "unknown"),
        "expiresAt": .text(token.diesAt?.formatted(.iso8601) ?? "never"),
      ]
    case .applicationFiles(let files):
      [
        "files": .fields(
          Dictionary(
            uniqueKeysWithValues: files.paths.map { path in
              (path, path == Application.path(of: files.name) ? files.file.flatMap(text) ?? "" : "")
            }
          )
        ),
        "blob": .text(files.file?.description ?? ""),
      ]
    case .applicationAdditions(let additions):
      ["files": .fields([additions.wished.path: text(additions.judged) ?? ""])]
    case .argoLines(let lines):
      ["lines": .texts(lines.rules.map(\.policyLine))]
    case .vaultAccess(let access):
      [
        "rules": .texts(access.entries.compactMap(\.rules)),
        "groups": .texts(access.holders.map(\.name)),
      ]
    case .finalizer(let project):
      ["uid": .text(project.uid), "finalizer": .text(ProjectResource.finalizer)]
    }
  }
}
