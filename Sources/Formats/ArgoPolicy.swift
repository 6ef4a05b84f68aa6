package import Model

extension ArgoPolicy {
  /// The line for which Argo CD cannot use the policy.
  package struct Flaw: Error, Sendable, Hashable {
    package enum Problem: Error, Sendable, Hashable {
      /// A quote inside an unquoted field, or text after a quoted one.
      case strayQuote
      case unclosedQuote
      /// Neither `p` nor `g`.
      case unknownType(String)
      /// Fields after the type: five belong to `p`, at least two to `g`.
      case fieldCount(type: String, count: Int)
    }

    package let problem: Problem
    /// Counted from 1, in the policy's own text.
    package let line: Int
  }

  /// Reads every line as Argo CD does (`util/rbac/rbac.go`, `loadPolicyLine`): blanks around a line and before a field
  /// mean nothing, those after a field do; a line that begins with `#` is a comment.
  ///
  /// - Throws: ``Flaw`` at the first line that Argo CD cannot use. It refuses the whole policy for it, or, where a `p` has
  ///   too few or too many fields, every request (Casbin: "invalid policy size").
  package init(parsing text: String) throws(Flaw) {
    var lines: [Line] = []
    for (index, line) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      do {
        guard let rule = try ArgoRbac.Rule(reading: line) else { continue }
        lines.append(Line(rule: rule, number: index + 1))
      } catch {
        throw Flaw(problem: error, line: index + 1)
      }
    }
    self.init(lines)
  }
}

extension ArgoPolicy.Flaw: CustomStringConvertible {
  package var description: String {
    let words =
      switch problem {
      case .strayQuote: "a quote stands where none may stand"
      case .unclosedQuote: "a quote is not closed"
      case .unknownType(let type): "a policy line begins with p or g, not with \"\(type)\""
      case .fieldCount("g", let count): "a line g has 2 fields after the g, not \(count)"
      case .fieldCount(let type, let count): "a line \(type) has 5 fields after the \(type), not \(count)"
      }
    return "line \(line): \(words)"
  }
}
