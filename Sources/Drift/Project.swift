import Foundation
import Model

extension Roster {
  /// The findings on the Projects themselves: invalid, in conflict, leaving.
  var findings: [Finding] {
    invalid.map(\.finding) + conflicts.map(\.finding)
      + leaving.map { $0.finding(isReleased: released.contains($0.reference)) }
  }
}

extension Roster.Invalid {
  fileprivate var finding: Finding {
    Finding(
      kind: .project,
      project: name,
      subject: reference.description,
      fault: .invalid,
      fields: flaws.compactMap(\.field),
      reason: "\(flaws.compactMap(\.reason).joined(separator: "; ")); nothing of this Project is served until its "
        + "spec is mended"
    )
  }
}

extension Roster.Conflict {
  fileprivate var finding: Finding {
    Finding(
      kind: .project,
      project: project.name,
      subject: project.reference.description,
      fault: .conflict,
      reason: "the older Project \(served) asks for the same NAME and is served; give this one another projectId or "
        + "environmentType, or delete it"
    )
  }
}

extension Roster.Leaving {
  fileprivate func finding(isReleased: Bool) -> Finding {
    let held = finalizers.isEmpty ? "" : "; its finalizers: \(finalizers.joined(separator: ", "))"
    return Finding(
      kind: .project,
      project: name,
      subject: reference.description,
      fault: .leaving,
      fields: [
        FieldDifference(
          "metadata.deletionTimestamp",
          desired: .absent,
          observed: .text(since.formatted(.iso8601))
        )
      ],
      reason: isReleased
        ? "its deletion was asked for some time ago, so what it owned counts as orphaned\(held)"
        : "its deletion was asked for, so nothing is created or cleaned up for it\(held)"
    )
  }
}

extension ProjectFlaw {
  /// What the field should hold and what it holds; nil for a flaw of the whole object.
  fileprivate var field: FieldDifference? {
    switch self {
    case .undecodable:
      nil
    case .projectID(let entry):
      FieldDifference(
        "spec.projectId",
        desired: .text("a DNS-1123 label of at most 63 characters"),
        observed: entry.side
      )
    case .environmentType(let entry):
      FieldDifference(
        "spec.environmentType",
        desired: .text(Project.Environment.allCases.map(\.rawValue).joined(separator: " | ")),
        observed: entry.side
      )
    case .name(let name):
      FieldDifference(
        "spec.projectId",
        desired: .text("at most 63 characters together with -environmentType"),
        observed: .text("\(name) (\(name.utf8.count) characters)")
      )
    case .googleGroup(let entry):
      FieldDifference("spec.googleGroup", desired: .text("one plain e-mail address"), observed: entry.side)
    }
  }

  fileprivate var reason: String? {
    switch self {
    case .undecodable(let words): "it cannot be decoded: \(words)"
    case .projectID: "projectId cannot name anything"
    case .environmentType: "environmentType is none that is known"
    case .name: "its NAME is too long for a namespace"
    case .googleGroup: "googleGroup would not be safe in an access rule"
    }
  }
}

extension ProjectResource.Entry {
  fileprivate var side: FieldDifference.Side {
    switch self {
    case .absent: .absent
    case .text(let text): .text(text)
    case .other(let type): .text(type)
    }
  }
}
