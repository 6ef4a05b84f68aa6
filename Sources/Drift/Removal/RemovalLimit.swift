package import Model

/// Of how many NAMEs things of one kind may go in any 24 hours.
package struct RemovalLimit: Sendable, Hashable {
  package let most: Int

  /// The smaller of the number and the share, which is at least one; where a run was given a number of its own, that.
  package init(_ rules: RemovalPolicy, projects: Int) {
    let share = max(1, projects * rules.mostPercent / 100)
    most = max(0, rules.admittedNames ?? min(rules.mostNames, share))
  }

  /// The kinds of which too much would go, in order.
  ///
  /// - Parameters:
  ///   - removals: what would go in this run.
  ///   - before: the NAMEs of which something went in the last 24 hours, by kind; one that is among both counts once.
  package func excesses(of removals: some Sequence<Removal>, after before: [Kind: Set<String>]) -> [RemovalExcess] {
    let names = Dictionary(grouping: removals, by: \.finding.kind).mapValues { Set($0.map(\.name)) }
    return names.keys.sorted().compactMap { kind in
      let (now, earlier) = (names[kind, default: []], before[kind, default: []])
      guard now.union(earlier).count > most else { return nil }
      return RemovalExcess(kind: kind, names: now.sorted(), earlier: earlier.subtracting(now).count, most: most)
    }
  }
}

/// How far the removals of one kind are above the limit.
package struct RemovalExcess: Sendable, Hashable {
  package let kind: Kind
  /// The NAMEs of which something would go, in order.
  package let names: [String]
  /// Of how many further NAMEs something went in the 24 hours before.
  package let earlier: Int
  package let most: Int

  /// How many NAMEs that makes.
  package var total: Int { names.count + earlier }

  /// What would have gone, and which option admits it.
  static func sentence(on excesses: [RemovalExcess]) -> String {
    let most = excesses.first.map { "\($0.most)" } ?? "0"
    let parts = excesses.map { excess in
      let earlier = excess.earlier == 0 ? "" : " and \(excess.earlier) others in the 24 hours before"
      return "\(excess.kind.rawValue) of \(excess.names.count) NAMEs (\(excess.names.listed))\(earlier)"
    }
    let needed = excesses.map(\.total).max() ?? 0
    return "no more than things of \(most) NAMEs of one kind may go in 24 hours, and these would: "
      + "\(parts.joined(separator: "; ")); so nothing at all goes. If that is right, give --max-deletions \(needed) for "
      + "one run"
  }
}

extension [String] {
  /// The first few of them.
  fileprivate var listed: String {
    let shown = 10
    return prefix(shown).joined(separator: ", ") + (count > shown ? " and \(count - shown) more" : "")
  }
}
