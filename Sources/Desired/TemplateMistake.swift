/// Why a template cannot be used.
package struct TemplateMistake: Error, Sendable, Hashable {
  package enum Problem: Sendable, Hashable {
    case unknownVariable(String)
    case unclosedTag
    case unclosedSection(String)
    /// The end of a section that is not the one open.
    case strayEnd(String)
    /// `{{=... ...=}}` without two delimiters.
    case delimiters
    /// Partials, inheritance and pragmas, by the mark that begins them.
    case unsupportedTag(String)
    /// Sections in sections, more than anybody needs.
    case nestedTooDeeply
    /// The parser refuses it for another reason.
    case unreadable
    /// What it renders has no document in it.
    case rendersNothing
    /// What it renders is no manifest; why not.
    case rendersNoManifest(String)
  }

  package let problem: Problem
  /// The line of the template, counted from 1; nil where no line is to blame.
  package let line: Int?

  init(_ problem: Problem, line: Int?) {
    self.problem = problem
    self.line = line
  }
}

extension TemplateMistake: CustomStringConvertible {
  /// One sentence without a full stop, the line first: `line 3: the tag is not closed`.
  package var description: String {
    line.map { "line \($0): \(words)" } ?? words
  }

  private var words: String {
    switch problem {
    case .unknownVariable(let name):
      "there is no variable \"\(name)\", only \(TemplateVariable.allCases.map(\.rawValue).joined(separator: ", ")); "
        + "to write {{ for Argo CD, set other delimiters first: {{=<% %>=}}"
    case .unclosedTag: "the tag is not closed"
    case .unclosedSection(let name): "the section \"\(name)\" is not closed"
    case .strayEnd(let name): "the section \"\(name)\" ends here, but it is not the one that is open"
    case .delimiters: "the delimiters are to be set like this: {{=<% %>=}}"
    case .unsupportedTag(let mark): "a tag that begins with \(mark) cannot be used; only variables and sections can"
    case .nestedTooDeeply: "more than \(TemplateTags.deepest) sections stand in each other"
    case .unreadable: "it is no Mustache template"
    case .rendersNothing: "it renders no document"
    case .rendersNoManifest(let reason): "for a Project sample-dev it renders no manifest of objects: \(reason)"
    }
  }
}
