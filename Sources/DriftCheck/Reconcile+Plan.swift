import Desired
import Drift
import Model

import struct Foundation.Date

extension Reconcile {
  /// What settles `findings` of `assessment`; nothing where the Projects could not all be read.
  ///
  /// A plan also does what follows from its own repairs: where a group is created, its Projects get tokens. What is not
  /// asked for is not done for that reason either.
  ///
  /// - Parameters:
  ///   - selections: to each of which all that is done must belong.
  ///   - rules: whose findings are left alone.
  ///   - permitted: what may go.
  ///   - now: the time by which the rules hold.
  func plan(
    settling findings: some Sequence<Finding>,
    of assessment: Assessment,
    within selections: [Selection],
    ignoring rules: [IgnoreRule],
    removing permitted: [PermittedRemoval] = [],
    at now: Date
  ) -> Plan {
    guard let roster = assessment.roster, let snapshot = assessment.snapshot else { return Plan([]) }
    let plan = Plan(
      settling: findings,
      of: estates(of: roster).lazy.filter { estate in selections.allSatisfy { $0.admits(name: estate.project.name) } },
      in: snapshot,
      under: policy,
      ignoring: rules,
      at: now
    ).removing(
      permitted,
      judgedIn: snapshot,
      under: policy,
      keeping: assessment.departures.estates,
      sparing: roster.googleGroups
    )
    return Plan(
      plan.actions.filter { action in
        action.permission != nil || selections.allSatisfy { $0.admitsRepair(of: action.target.kind) }
      }
    )
  }
}

extension Reconcile {
  /// New credentials for the Projects called `names`: for all of them or for none.
  ///
  /// - Throws: ``RotationRefusal``, where one of them cannot have one now.
  func rotation(of names: Set<String>, in assessment: Assessment) throws(RotationRefusal) -> Plan {
    guard let roster = assessment.roster, let snapshot = assessment.snapshot else {
      throw RotationRefusal(obstacles: assessment.unreadable.map { "\($0.subject): \($0.reason)" })
    }
    let estates = estates(of: roster)
    let obstacles = names.sorted().compactMap { name in
      Plan.obstacle(toRotating: name, of: estates, in: snapshot, under: policy).map { "\(name): \($0)" }
    }
    guard obstacles.isEmpty else { throw RotationRefusal(obstacles: obstacles) }
    return Plan(rotating: names, of: estates, in: snapshot, under: policy)
  }
}

/// Why no new credentials are made.
struct RotationRefusal: Error, CustomStringConvertible {
  /// Each in whole words, with what it is about.
  let obstacles: [String]

  var description: String {
    "nothing is rotated: \(obstacles.joined(separator: "; "))"
  }
}

extension Selection {
  /// Token and pull secret are repaired together, so whoever asks for one gets both.
  fileprivate func admitsRepair(of kind: Kind) -> Bool {
    let credential: Set<Kind> = [.token, .pullSecret]
    return kinds.isEmpty || kinds.contains(kind) || credential.contains(kind) && !kinds.isDisjoint(with: credential)
  }
}
