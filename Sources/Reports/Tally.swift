import Drift
import Model

extension Report {
  /// The new and the ongoing findings, in the order of the report.
  package var standingFindings: [ReportedFinding] {
    findings.filter(\.state.stands)
  }

  /// How many standing findings there are for each value of `property`; values without any are not in it.
  func tally<Value: Hashable>(by property: KeyPath<Finding, Value>) -> [Value: Int] {
    var counts: [Value: Int] = [:]
    for reported in findings where reported.state.stands {
      counts[reported.finding[keyPath: property], default: 0] += 1
    }
    return counts
  }
}

/// A number with its noun, in the plural where it is not one: `1 finding`, `2 findings`.
func counted(_ number: Int, _ noun: String) -> String {
  number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
}
