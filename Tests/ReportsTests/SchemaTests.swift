import Drift
import Foundation
import Model
import Reports
import TestSupport
import Testing

@Suite("The JSON Schema of the report")
struct SchemaTests {
  private static let path = "docs/report.schema.json"

  @Test(
    "accepts every report that the code writes",
    arguments: [
      exampleReport,
      aReport(),
      aReport(unreadable: [refused], notLookedAt: [.gitlab, .deployment, .flux]),
      aReport(projects: 0, run: aRun(exitCode: 1, mode: .dryRun)),
    ]
  )
  func accepts(report: Report) async throws {
    try await validate(Data(try report.rendered(as: .json).utf8), againstSchema: Self.path)
  }

  struct Breach: CustomTestStringConvertible, Sendable {
    var text: String
    var replacement: String
    var violation: String

    var testDescription: String { violation }
  }

  static let breaches = [
    Breach(
      text: #""schemaVersion" : 1"#,
      replacement: #""schemaVersion" : 2"#,
      violation: "$.schemaVersion: 1 was expected"
    ),
    Breach(
      text: #""schemaVersion" : 1"#,
      replacement: #""schemaVersion" : 1, "more" : 1"#,
      violation: "$: Additional properties are not allowed ('more' was unexpected)"
    ),
    Breach(
      text: #""exitCode" : 0,"#,
      replacement: "",
      violation: "$.run: 'exitCode' is a required property"
    ),
    Breach(
      text: "2026-11-22T02:00:00Z",
      replacement: "2026-11-22",
      violation: "$.run.startedAt: '2026-11-22' does not match "
        + "'^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$'"
    ),
    Breach(
      text: #""mode" : "check""#,
      replacement: #""mode" : "look""#,
      violation: "$.run.mode: 'look' is not one of ['check', 'fix', 'dry-run']"
    ),
    Breach(
      text: #""stale" : 0"#,
      replacement: #""stale" : 0, "odd" : 0"#,
      violation: "$.summary.byFault: Additional properties are not allowed ('odd' was unexpected)"
    ),
    Breach(
      text: #""notProven" : 0,"#,
      replacement: "",
      violation: "$.summary: 'notProven' is a required property"
    ),
    Breach(
      text: #""settling" : 0"#,
      replacement: #""settling" : 0, "settling" : 0"#,
      violation: "$: repeated keys: settling"
    ),
  ]

  @Test("refuses whatever breaks the contract, and names the place", arguments: breaches)
  func refuses(breach: Breach) async throws {
    let json = try aReport().rendered(as: .json)
    let broken = json.replacing(breach.text, with: breach.replacement, maxReplacements: 1)
    try #require(broken != json)
    await #expect(throws: SchemaFailure.violations([breach.violation])) {
      try await validate(Data(broken.utf8), againstSchema: Self.path)
    }
  }

  @Test("says where it has no verdict, rather than accepting")
  func noVerdict() async throws {
    let failure = try await #require(throws: SchemaFailure.self) {
      try await validate(Data("{}".utf8), againstSchema: "docs/no-such.schema.json")
    }
    #expect(failure.description.hasPrefix("scripts/validate-json could not judge: "))
  }

  @Test("knows exactly the words of the code")
  func words() throws {
    let data = try Data(contentsOf: Repository.root.appending(path: Self.path))
    let definitions = try JSONDecoder().decode(Schema.self, from: data).definitions
    #expect(definitions["kind"]?.words == Kind.allCases.map(\.rawValue))
    #expect(definitions["fault"]?.words == Fault.allCases.map(\.rawValue))
    #expect(definitions["severity"]?.words == Severity.allCases.map(\.rawValue))
    #expect(definitions["state"]?.words == ReportedFinding.State.allCases.map(\.rawValue))
    #expect(definitions["system"]?.words == Unreadable.System.allCases.map(\.rawValue))
  }

  private struct Schema: Decodable {
    struct Definition: Decodable {
      var words: [String]?

      enum CodingKeys: String, CodingKey {
        case words = "enum"
      }
    }

    var definitions: [String: Definition]

    enum CodingKeys: String, CodingKey {
      case definitions = "$defs"
    }
  }
}
