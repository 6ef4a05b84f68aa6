extension Duration {
  private static let units: [(letter: Character, seconds: Int64)] = [("d", 86400), ("h", 3600), ("m", 60), ("s", 1)]

  /// Reads a whole number and a unit: `90s`, `10m`, `24h`, `365d`; nil for anything else.
  package init?(unitText text: String) {
    guard let unit = Duration.units.first(where: { $0.letter == text.last }),
      let number = Int64(text.dropLast()), number >= 0
    else { return nil }
    let (seconds, overflow) = number.multipliedReportingOverflow(by: unit.seconds)
    guard !overflow else { return nil }
    self = .seconds(seconds)
  }

  /// The whole seconds in the greatest unit that divides them: `10m`.
  package var unitText: String {
    let seconds = components.seconds
    for unit in Duration.units where seconds != 0 && seconds.isMultiple(of: unit.seconds) {
      return "\(seconds / unit.seconds)\(unit.letter)"
    }
    return "\(seconds)s"
  }
}
