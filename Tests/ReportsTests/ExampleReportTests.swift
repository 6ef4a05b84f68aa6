import Drift
import Foundation
import Model
import Reports
import TestSupport
import Testing

@Suite("The committed example report")
struct ExampleReportTests {
  @Test("is what the code writes, as text and as JSON", arguments: ReportFormat.allCases)
  func matches(format: ReportFormat) throws {
    let file =
      switch format {
      case .text: "reports/example/report.txt"
      case .json: "reports/example/report.json"
      }
    try Golden(file).check(try exampleReport.rendered(as: format))
  }

  @Test("holds every kind, every fault, every state and every severity")
  func isComplete() {
    let findings = exampleReport.findings
    #expect(Set(findings.map(\.finding.kind)) == Set(Kind.allCases))
    #expect(Set(findings.map(\.finding.fault)) == Set(Fault.allCases))
    #expect(Set(findings.map(\.finding.severity)) == Set(Severity.allCases))
    #expect(Set(findings.map(\.state)) == Set(ReportedFinding.State.allCases))
  }
}
