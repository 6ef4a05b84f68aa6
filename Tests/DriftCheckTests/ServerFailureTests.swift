import Foundation
import Sandbox
import TestSupport
import Testing

/// One of the lists that a check reads.
enum ReadList: CaseIterable {
  case projects, namespaces, secrets

  var path: String {
    switch self {
    case .projects: "/apis/kyotu.tech/v1/projects"
    case .namespaces: "/api/v1/namespaces"
    case .secrets: "/api/v1/secrets"
    }
  }

  var subject: String {
    switch self {
    case .projects: "projects.kyotu.tech"
    case .namespaces: "namespaces"
    case .secrets: "secrets gitlab-registry-image-pull-secret"
    }
  }

  var permission: String {
    switch self {
    case .projects: "list projects.kyotu.tech in all namespaces"
    case .namespaces: "list namespaces"
    case .secrets: "list secrets in all namespaces"
    }
  }

  /// What a check still finds of ``ServerFailureTests/drifts`` without this list.
  var remainingFindings: [String] {
    switch self {
    case .projects: []
    case .namespaces: ["project invalid projects/escape", "pullSecret changed identity-stage"]
    case .secrets:
      ["namespace missing billing-test", "namespace orphaned legacy-dev", "project invalid projects/escape"]
    }
  }
}

/// A way in which a server does not answer as it should, and what a reader must be told of it.
struct Failure: CustomTestStringConvertible {
  let effect: Fault.Effect
  let words: String
  /// A tenth of it is how long a server may hang; long enough for a machine under load.
  var deadline = "100s"
  var testDescription: String { "\(effect)" }

  static let all: [Failure] = [
    Failure(effect: .status(403), words: "Grant the right to list "),
    Failure(effect: .status(500), words: "the server says 500, InternalError"),
    Failure(effect: .status(503), words: "the server says 503, ServiceUnavailable"),
    Failure(effect: .status(429), words: "the server says 429, TooManyRequests"),
    Failure(effect: .status(429, retryAfter: 600), words: "try again after 600 s"),
    Failure(effect: .status(429, retryAfter: 110), words: "after the run's deadline"),
    Failure(effect: .dropBefore, words: "the connection ended before any answer"),
    Failure(effect: .dropAfter, words: "the connection ended before any answer"),
    Failure(effect: .truncate(bytes: 0), words: "the answer was cut off after 0 of "),
    Failure(effect: .truncate(bytes: 3000), words: "the answer was cut off after 3000 of "),
    Failure(effect: .shorten(bytes: 3000), words: "the answer ends after 3000 bytes, before its JSON does"),
    Failure(effect: .html(200), words: "the answer is not JSON but begins with “<!DOCTYPE html>"),
    Failure(effect: .delay(milliseconds: 600_000), words: "not one byte arrived for 8 s", deadline: "80s"),
  ]
}

@Suite("A list that cannot be read")
struct ServerFailureTests {
  static let drifts: [PlantedDrift] = [.missingNamespace, .opaqueSecret, .namespaceLeftByOperator, .hostileProjectId]

  @Test("is unknown, hides nothing else, and is never taken for absence", arguments: ReadList.allCases, Failure.all)
  func failure(list: ReadList, failure: Failure) async throws {
    try await CheckedCompany.run(with: Self.drifts) { company in
      await company.server.faults.add(Fault(failure.effect, path: list.path))
      let report = try await company.report(["--deadline", failure.deadline], status: 2)
      #expect(report.lines == list.remainingFindings)
      #expect(report.unreadable.map(\.subject) == [list.subject])
      #expect(report.unreadable.allSatisfy { $0.reason.contains(failure.words) }, "\(report.unreadable)")
      let permission = failure.effect == .status(403) ? list.permission : nil
      #expect(report.unreadable.map(\.missingPermission) == [permission])
    }
  }

  @Test("is asked for again, so that a passing failure is none", arguments: ReadList.allCases)
  func passing(list: ReadList) async throws {
    try await CheckedCompany.run { company in
      for effect in [Fault.Effect.status(503), .dropBefore, .status(429, retryAfter: 1)] {
        await company.server.faults.add(Fault(effect, path: list.path, times: 1))
      }
      let report = try await company.report(status: 0)
      #expect(report.findings.isEmpty)
    }
  }

  @Test("leaves its confirmation unknown: what only a cached list called drift is not reported")
  func confirmation() async throws {
    try await CheckedCompany.run(with: Self.drifts) { company in
      await company.server.faults.add(Fault(.status(500), path: "/api/v1/namespaces/*"))
      let report = try await company.report(status: 2)
      #expect(report.lines == ["project invalid projects/escape"])
      #expect(report.unreadable.count == 6)
    }
  }

  @Test("is said in the text report too, with the missing right")
  func text() async throws {
    try await CheckedCompany.run { company in
      await company.server.access.deny(Denial("secrets", verbs: ["list"]))
      let run = try await company.program.run([])
      #expect(run.status == 2)
      #expect(run.text.hasPrefix("Incomplete: 1 part could not be read; no finding in the rest\n"))
      #expect(run.text.contains("missing permission: list secrets in all namespaces"))
    }
  }
}
