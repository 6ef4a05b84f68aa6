import Foundation
import Sandbox
import TestSupport
import Testing

extension CheckedCompany {
  /// Runs `body` with a company that keeps a history and whose GitLab is looked at, broken as told.
  static func runWithHistory(
    _ drifts: PlantedDrift...,
    saying sections: String = "",
    body: (CheckedCompany) async throws -> Void
  ) async throws {
    try await run(with: drifts) { company in
      try company.lookAtGitLab("state: {directory: state}\n\(sections)")
      try await body(company)
    }
  }

  /// Repairs without asking, and returns the report after a look at the exit status.
  func fix(
    _ arguments: [String] = [],
    status: Int32,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> DriftCheckReport {
    try await report(["--fix", "--yes"] + arguments, status: status, sourceLocation: sourceLocation)
  }

  /// What was sent that changes something, but for the Lease: method and path.
  var writes: [String] {
    get async { await changes.filter { !$0.contains("/leases") } }
  }

  /// What was sent that changes something: method and path.
  var changes: [String] {
    get async {
      await server.log.requests.filter { $0.method != "GET" && !$0.path.hasSuffix("git-upload-pack") }
        .map { "\($0.method) \($0.path)" }
    }
  }
}

extension DriftCheckReport {
  /// Each finding with its state and what became of its repair.
  var ends: [String] { findings.map { "\($0.line): \($0.state), \($0.outcome ?? "-")" } }
}
