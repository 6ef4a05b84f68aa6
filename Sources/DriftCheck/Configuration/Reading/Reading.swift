import Yams

/// One reading of a configuration file: collects the mistakes, and where each value comes from.
struct Reading {
  let surroundings: Surroundings
  private(set) var mistakes: [Mistake] = []
  /// By the path of the key; keys that are not here have their defaults.
  private(set) var origins: [String: Origin] = [:]
  /// The environment variables that the key at hand was filled from.
  private var variables: Set<String> = []

  init(surroundings: Surroundings) {
    self.surroundings = surroundings
  }

  func path(_ section: String, _ key: String) -> String {
    section.isEmpty ? key : "\(section).\(key)"
  }

  mutating func report(_ problem: Mistake.Problem, _ path: String, _ node: Node) {
    mistakes.append(Mistake(path: path, place: node.mark.map(Place.init), problem: problem))
  }

  /// Runs `read` and remembers that the key at `path` is set, and by which environment variables.
  mutating func noteOrigin(of path: String, read: (inout Reading) -> Void) {
    let outer = variables
    variables = []
    read(&self)
    origins[path] = variables.isEmpty ? .file : .environment(variables.sorted())
    variables.formUnion(outer)
  }

  /// The pairs of a mapping, none where there is nothing at all; nil after reporting something else.
  mutating func pairs(_ node: Node, _ path: String) -> [(key: Node, value: Node)]? {
    if let mapping = node.mapping { return Array(mapping) }
    let found = Found(node)
    if found == .nothing { return [] }
    report(.wrongType(expected: .section, found: found), path, node)
    return nil
  }

  /// The items of a list; nil after reporting something else.
  mutating func items(_ node: Node, _ path: String) -> [Node]? {
    if let sequence = node.sequence { return Array(sequence) }
    report(.wrongType(expected: .list, found: Found(node)), path, node)
    return nil
  }

  /// The text of a key; nil after reporting something else.
  mutating func keyName(_ node: Node, under path: String) -> String? {
    let found = Found(node)
    if case .text(let name) = found { return name }
    report(found == .mergeKey ? .mergeKey : .wrongType(expected: .key, found: found), path, node)
    return nil
  }

  mutating func reject(_ name: String, at node: Node, under path: String, known: [String], notYetRead: String?) {
    if let notYetRead {
      report(.notYetRead(reason: notYetRead, isSection: path.isEmpty), self.path(path, name), node)
    } else {
      let nearest = known.contains(name + "File") ? name + "File" : name.nearest(of: known)
      report(.unknownKey(name: name, nearest: nearest, known: known), self.path(path, name), node)
    }
  }

  /// The value of a text with its environment variables filled in; nil after reporting what is wrong.
  mutating func value<Value>(_ node: Node, _ path: String, _ type: TextType<Value>) -> Value? {
    let found = Found(node)
    guard let written = found.text(of: node, as: type.shape.scalar) else {
      report(.wrongType(expected: .text(type.shape), found: found), path, node)
      return nil
    }
    let expansion = Expansion(of: written, environment: surroundings.environment)
    guard expansion.problems.isEmpty else {
      for problem in expansion.problems { report(problem, path, node) }
      return nil
    }
    variables.formUnion(expansion.variables)
    guard type.shape.accepts(expansion.text), let value = type.parse(expansion.text, surroundings) else {
      report(.invalid(written: written, variables: expansion.variables, type.shape), path, node)
      return nil
    }
    return value
  }
}
