/// A report as other programs read it: from the JSON alone, sharing no code with what wrote it.
package struct DriftCheckReport: Sendable, Decodable {
  /// The run that made it.
  package struct Run: Sendable, Decodable {
    package let mode: String
    package let exitCode: Int32
    package let installation: String?
  }

  /// Its numbers.
  package struct Summary: Sendable, Decodable {
    package let projects: Int
    package let settling: Int
    package let findings: Int
    package let unknown: Int
    package let notProven: Int
  }

  /// One difference.
  package struct Finding: Sendable, Hashable, Decodable {
    package let id: String
    package let kind: String
    package let project: String
    package let subject: String
    package let fault: String
    package let severity: String
    package let state: String
    package let firstSeen: String
    package let lastSeen: String
    package let attempts: Int
    package let fields: [Field]
    package let outcome: String?
    package let reason: String?

    /// Kind, fault and what it is about in one line: `namespace missing shop-dev`, `project invalid projects/shop`.
    package var line: String {
      "\(kind) \(fault) \(["project", "group", "token"].contains(kind) ? subject : project)"
    }
  }

  /// What each finding says, without the times at which it was seen.
  package var statements: [[String]] {
    findings.map { finding in
      [finding.id, finding.line, finding.subject, finding.severity, finding.state, finding.reason ?? ""]
        + finding.fields.flatMap { [$0.path, $0.desired ?? "", $0.observed ?? ""] }
    }
  }

  /// One field that differs.
  package struct Field: Sendable, Hashable, Decodable {
    package let path: String
    package let desired: String?
    package let observed: String?
  }

  /// A part of the world that is unknown.
  package struct Unreadable: Sendable, Hashable, Decodable {
    package let system: String
    package let subject: String
    package let reason: String
    package let missingPermission: String?
  }

  /// A credential that ends.
  package struct Expiry: Sendable, Hashable, Decodable {
    package let project: String?
    package let token: String
    package let expiresAt: String
    package let severity: String
  }

  /// A removal to come.
  package struct Removal: Sendable, Hashable, Decodable {
    package let id: String
    package let subject: String
    package let dueAt: String
  }

  /// How many requests the run sent.
  package struct Requests: Sendable, Decodable {
    package let kubernetes: Int
    package let gitlab: Int
    package let git: Int
  }

  package let run: Run
  package let summary: Summary
  package let findings: [Finding]
  package let unreadable: [Unreadable]
  package let expiries: [Expiry]
  package let removals: [Removal]
  package let requests: Requests

  /// The findings in one line each, sorted; what is there twice stands here twice.
  package var lines: [String] { findings.map(\.line).sorted() }
}
