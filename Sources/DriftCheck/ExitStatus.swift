import Reports

/// What a check tells its caller; wrong usage ends with 64 (`EX_USAGE` of sysexits.h) before there is one.
enum ExitStatus: Int32, Sendable {
  case inSync = 0
  case drift = 1
  /// The run failed or is incomplete; wins over drift.
  case incomplete = 2

  /// The status of a run that came to `verdict`.
  ///
  /// - Parameter toleratesDrift: whether drift counts as success, so that a scheduler does not call the run failed.
  init(_ verdict: Verdict, toleratesDrift: Bool) {
    self =
      switch verdict {
      case .inSync: .inSync
      case .drift: toleratesDrift ? .inSync : .drift
      case .incomplete: .incomplete
      }
  }
}
