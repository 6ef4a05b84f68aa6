/// Argo CD's policy, as it stands under `policy.csv`.
package struct ArgoPolicy: Sendable, Equatable {
  /// A rule and where it stands.
  package struct Line: Sendable, Hashable {
    package let rule: ArgoRbac.Rule
    /// Counted from 1, in the policy's own text.
    package let number: Int

    package init(rule: ArgoRbac.Rule, number: Int) {
      self.rule = rule
      self.number = number
    }
  }

  /// The lines that name a role or subject on either side, in the order of the text.
  private let linesByName: [String: [Line]]

  /// Takes over the lines, in the order of the text.
  package init(_ lines: [Line]) {
    var linesByName: [String: [Line]] = [:]
    for line in lines {
      linesByName[line.rule.subject, default: []].append(line)
      guard case .grant(let member, let role) = line.rule, role != member else { continue }
      linesByName[role, default: []].append(line)
    }
    self.linesByName = linesByName
  }

  /// The lines that are about `role`: its permissions, who has it, and which other roles it has itself.
  package func lines(of role: String) -> [Line] {
    linesByName[role] ?? []
  }

  /// Every role, user and group that a line is about, in no order.
  package var names: some Collection<String> {
    linesByName.keys
  }
}

/// Argo CD's policy as a file of the Flux repository holds it.
package struct LiveArgoPolicy: Sendable, Equatable {
  package let policy: ArgoPolicy
  /// The line of the file before the policy's first one; nil where the file's style does not keep the policy's lines.
  package let precedingLine: Int?

  package init(_ policy: ArgoPolicy, after precedingLine: Int? = nil) {
    self.policy = policy
    self.precedingLine = precedingLine
  }
}
