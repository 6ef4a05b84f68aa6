import Drift
import Model

import struct Foundation.Date

extension Reconcile {
  /// What settles `findings` of `assessment`; nothing where the Projects could not all be read.
  ///
  /// - Parameters:
  ///   - rules: whose findings are left alone.
  ///   - now: the time by which the rules hold.
  func plan(
    settling findings: some Sequence<Finding>,
    of assessment: Assessment,
    ignoring rules: [IgnoreRule],
    at now: Date
  ) -> Plan {
    guard let roster = assessment.roster, let snapshot = assessment.snapshot else { return Plan([]) }
    return Plan(
      settling: findings,
      of: estates(of: roster),
      in: snapshot,
      under: policy,
      ignoring: rules,
      at: now
    )
  }
}
