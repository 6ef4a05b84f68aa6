import Foundation

/// The program's version, as `--version`, the reports and the User-Agent header say it.
enum Version {
  static let current = "0.1.0"
}

/// Which run this is, and since when.
struct RunIdentity: Sendable {
  let id: String
  let startedAt: Date
  /// The same moment on the clock that nobody sets.
  let began = ContinuousClock.now

  init(startedAt: Date) {
    self.startedAt = startedAt
    id = startedAt.runID()
  }
}

extension Date {
  /// The name of a run that starts now: `20261122T020000Z-a1b2`.
  func runID(random: UInt16 = .random(in: 0...UInt16.max)) -> String {
    let stamp = formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
    let digits = String(random, radix: 16)
    return "\(stamp)-\(String(repeating: "0", count: 4 - digits.count))\(digits)"
  }
}
