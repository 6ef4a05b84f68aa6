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

  private let lines: ArgoPolicyLines

  /// Takes over the lines, in the order of the text.
  package init(_ lines: [Line]) {
    self.init { add in lines.forEach(add) }
  }

  /// Takes over the lines that `read` hands out, in the order of the text; they need not be in memory at one time.
  package init<Failure: Error>(_ read: (_ add: (Line) -> Void) throws(Failure) -> Void) throws(Failure) {
    var lines = ArgoPolicyLines()
    try read { lines.append($0) }
    self.lines = lines
  }

  /// The lines that are about `role`: its permissions, who has it, and which other roles it has itself.
  package func lines(of role: String) -> [Line] {
    lines.lines(of: role)
  }

  /// Every role, user and group that a line is about.
  package var names: some Collection<String> {
    lines.names
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
