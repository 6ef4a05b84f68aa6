package import Model

extension LiveArgoPolicy {
  /// Reads the policy in a file that is written plainly, which takes a fraction of the time and memory that
  /// ``ArgoPolicyFile/init(parsing:key:)`` takes, and gives the same.
  ///
  /// Nil where the file or the policy is written in another way, or where anything is odd in it, a line that Argo CD
  /// cannot use among it: then only the parser can tell.
  package init?(plain file: [UInt8], key: YAMLPath? = nil) {
    do throws(PlainYAML.Unusual) {
      var object = ArgoObject(path: key)
      try object.read(PlainYAML(file))
      guard let (key, header) = object.policy else { return nil }
      let policy = try ArgoPolicy { (add) throws(PlainYAML.Unusual) in
        var block = header
        try block.policyLines(under: key, add)
      }
      self.init(policy, after: header.line)
    } catch { return nil }
  }
}

/// What is looked at in a file of the policy.
private struct ArgoObject {
  /// Where the policy stands; nil where the kind of the object says so.
  private let path: YAMLPath?
  private var texts: [YAMLPath: String] = [:]
  /// Where policies may stand, and whether they do: the literal blocks, whose lines are next.
  private var blocks: [YAMLPath: (PlainYAML.Key, PlainYAML)] = [:]

  private static let kind = YAMLPath(["kind"])
  private static let name = YAMLPath(["metadata", "name"])
  private static let configMap = YAMLPath(["data", "policy.csv"])
  private static let argoCD = YAMLPath(["spec", "rbac", "policy"])

  init(path: YAMLPath?) {
    self.path = path
  }

  /// The block of the policy; nil where there is none.
  var policy: (key: PlainYAML.Key, header: PlainYAML)? {
    if let path { return blocks[path] }
    switch texts[ArgoObject.kind] {
    case "ConfigMap": return texts[ArgoObject.name] == "argocd-rbac-cm" ? blocks[ArgoObject.configMap] : nil
    case "ArgoCD": return blocks[ArgoObject.argoCD]
    case _: return nil
    }
  }

  mutating func read(_ file: PlainYAML) throws(PlainYAML.Unusual) {
    guard !file.isAtEnd else { return }
    var file = file
    try readMapping(&file, [])
    guard file.isAtEnd else { throw PlainYAML.Unusual() }
  }

  private mutating func readMapping(_ yaml: inout PlainYAML, _ way: [String]) throws(PlainYAML.Unusual) {
    try yaml.mapping { (key, yaml) throws(PlainYAML.Unusual) in
      try read(&yaml, key, YAMLPath(way + [yaml.text(of: key)]))
    }
  }

  /// Reads the value of `key`, to which `way` leads.
  private mutating func read(
    _ yaml: inout PlainYAML,
    _ key: PlainYAML.Key,
    _ way: YAMLPath
  ) throws(PlainYAML.Unusual) {
    let policies = path.map { [$0] } ?? [ArgoObject.configMap, ArgoObject.argoCD]
    let names = path == nil ? [ArgoObject.kind, ArgoObject.name] : []
    if names.contains(way) {
      texts[way] = try yaml.scalarText(of: key)
    } else if policies.contains(way) {
      guard case .literal = try yaml.value(of: key) else { throw PlainYAML.Unusual() }
      blocks[way] = (key, yaml)
      try yaml.literal(under: key) { (_, _) in }
    } else if (policies + names).contains(where: { $0.keys.starts(with: way.keys) }) {
      switch try yaml.value(of: key) {
      case .mapping: try readMapping(&yaml, way.keys)
      case .null, .emptyMapping: break
      case .words, .scalar, .literal, .list: throw PlainYAML.Unusual()
      }
    } else {
      try yaml.skipValue(of: key)
    }
  }
}

extension PlainYAML {
  /// Hands the rules in the literal block under `key` to `add`.
  fileprivate mutating func policyLines(
    under key: Key,
    _ add: (ArgoPolicy.Line) -> Void
  ) throws(Unusual) {
    let whole = bytes
    var previous: ArgoRbac.Rule?
    try literal(under: key) { (line, number) throws(Unusual) in
      guard let rule = try ArgoRbac.Rule(plain: whole[line], after: previous) else { return }
      add(ArgoPolicy.Line(rule: rule, number: number))
      previous = rule
    }
  }
}

extension ArgoRbac.Rule {
  /// Reads one line; nil where it says nothing.
  ///
  /// - Parameter previous: the rule before, whose texts are taken where they are the same: the lines of a role mostly
  ///   stand together.
  /// - Throws: ``PlainYAML/Unusual`` where a field is quoted, where there may be blanks other than spaces, and where Argo
  ///   CD cannot use the line.
  fileprivate init?(plain line: ArraySlice<UInt8>, after previous: ArgoRbac.Rule?) throws(PlainYAML.Unusual) {
    let end = line.lastIndex { $0 != .space }.map { $0 + 1 } ?? line.startIndex
    let text = line[..<end].drop { $0 == .space }
    guard let first = text.first, first != .hash else { return nil }
    guard text.allSatisfy({ $0 < 0x80 && $0 != .quote }) else { throw PlainYAML.Unusual() }
    let fields = text.split(separator: .comma, omittingEmptySubsequences: false)
    switch (first, fields[0].count, fields.count) {
    case (UInt8(ascii: "p"), 1, 6):
      self = .permission(
        subject: ArgoRbac.Rule.text(fields[1], like: previous?.subject),
        resource: ArgoRbac.Rule.text(fields[2]),
        action: ArgoRbac.Rule.text(fields[3]),
        object: ArgoRbac.Rule.text(fields[4], like: previous?.object),
        effect: ArgoRbac.Rule.text(fields[5])
      )
    case (UInt8(ascii: "g"), 1, 3...):
      self = .grant(member: ArgoRbac.Rule.text(fields[1]), role: ArgoRbac.Rule.text(fields[2], like: previous?.subject))
    case _: throw PlainYAML.Unusual()
    }
  }

  private static func text(_ field: ArraySlice<UInt8>, like known: String? = nil) -> String {
    let field = field.drop { $0 == .space }
    if let known, known.utf8.elementsEqual(field) { return known }
    return String(decoding: field, as: UTF8.self)
  }

  private var object: String? {
    switch self {
    case .permission(_, _, _, let object, _): object
    case .grant: nil
    }
  }
}
