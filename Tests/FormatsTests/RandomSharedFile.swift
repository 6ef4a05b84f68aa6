/// A random YAML file that others share with us, in one of the many ways in which people write such files.
struct RandomSharedFile {
  /// What stands before, in and after our part of the file.
  var prefix = ""
  var part = ""
  var suffix = ""

  var text: String { prefix + part + suffix }

  private var random: SeededGenerator
  private let lineBreak: String
  private let step: Int
  private let listOffset: Int
  private var comments = 0

  private init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    lineBreak = Bool.random(using: &random) ? "\n" : "\r\n"
    step = Int.random(in: 1...4, using: &random)
    listOffset = Bool.random(using: &random) ? 0 : Int.random(in: 1...3, using: &random)
  }

  /// Values of bank-vaults with some policies, groups and aliases.
  static func vault(seed: UInt64) -> RandomSharedFile {
    var file = RandomSharedFile(seed: seed)
    file.surround(key: "vault")
    let indent = String(repeating: " ", count: file.step)
    file.part = file.line("\(indent)\(file.key("externalConfig")):")
    let deeper = indent + indent
    for list in ["policies", "groups", "group-aliases"].shuffled(using: &file.random) {
      file.part += file.filler(deeper)
      file.part += file.list(list, indent: deeper)
    }
    if file.part.utf8.filter({ $0 == 0x0A }).count == 1 { file.part += file.line("\(deeper)other: x") }
    file.endAnyhow()
    return file
  }

  /// An object that holds Argo CD's policy.
  static func argo(seed: UInt64) -> RandomSharedFile {
    var file = RandomSharedFile(seed: seed)
    let indent = String(repeating: " ", count: file.step)
    file.prefix = file.preamble()
    if Bool.random(using: &file.random) {
      file.prefix += file.line("kind: ConfigMap") + file.line("metadata: {name: argocd-rbac-cm}") + file.line("data:")
      file.part = file.line("\(indent)\(file.key("policy.csv")): \(file.header())")
    } else {
      file.prefix += file.line("kind: ArgoCD") + file.line("spec:") + file.line("\(indent)rbac:")
      file.part = file.line("\(indent)\(indent)\(file.key("policy")): \(file.header())")
    }
    let deeper = String(repeating: indent, count: 3)
    let lines = [
      "# é", "", "p, role:shop-dev, logs, get, shop-dev/*, allow  ", "g, a@example.com, role:other",
      "g, \"a, b\", role:shop-dev", "p, role:other, *, *, *, deny", "\tg, b@example.com, role:shop-dev", "   ",
    ]
    for index in 0..<Int.random(in: 0...6, using: &file.random) {
      // A blank first line, or a tab at its beginning, hides the indentation from YAML.
      let text = lines.filter { index > 0 || $0.first?.isWhitespace == false }.randomElement(using: &file.random) ?? ""
      file.part += file.line(text.isEmpty ? "" : deeper + text)
    }
    file.suffix =
      ["", "", file.line("after: 'é'"), file.line("# end") + file.line("---") + file.line("a: 1")]
      .randomElement(using: &file.random) ?? ""
    file.endAnyhow()
    return file
  }

  private mutating func header() -> String {
    ["|", "|", "|-", "|+", "| # ours"].randomElement(using: &random) ?? "|"
  }

  private mutating func surround(key name: String) {
    prefix = preamble() + line("\(key(name)):")
    if Bool.random(using: &random) { prefix += line("\(String(repeating: " ", count: step))ui: {a: [1, 'é']}") }
    suffix =
      [
        "", "", line("after: |") + line("      policies: []"), line("# end"),
        line("...") + line("# end") + line("---") + line("b: 2"), lineBreak + line("z: \"\u{1F600}\""),
      ].randomElement(using: &random) ?? ""
  }

  private mutating func preamble() -> String {
    [
      "", "\u{FEFF}", line("# \u{1F600}\tcomment"), line("---"),
      line("first: &a {x: 1}") + line("second: *a") + line("---"), line("%YAML 1.1") + line("---"),
    ].randomElement(using: &random) ?? ""
  }

  private mutating func endAnyhow() {
    guard Bool.random(using: &random), text.hasSuffix(lineBreak) else { return }
    if suffix.isEmpty {
      part.unicodeScalars.removeLast(lineBreak.unicodeScalars.count)
    } else {
      suffix.unicodeScalars.removeLast(lineBreak.unicodeScalars.count)
    }
  }
}

extension RandomSharedFile {
  private func line(_ content: String) -> String { content + lineBreak }

  private mutating func key(_ name: String) -> String {
    [name, name, "\"\(name)\"", "'\(name)'"].randomElement(using: &random) ?? name
  }

  /// A comment of its own number or a blank line, or nothing.
  private mutating func filler(_ indent: String) -> String {
    comments += 1
    return ["", "", line(""), line("\(indent)# c\(comments)."), line("# c\(comments).")].randomElement(using: &random)
      ?? ""
  }

  private mutating func list(_ name: String, indent: String) -> String {
    let count = Int.random(in: 0...3, using: &random)
    if count == 0 {
      return [
        "", line("\(indent)\(key(name)):"), line("\(indent)\(key(name)): []  # none"), line("\(indent)\(key(name)): ~"),
      ]
      .randomElement(using: &random) ?? ""
    }
    let entries = (0..<count).map { entry(of: name, index: $0) }
    if Int.random(in: 0..<4, using: &random) == 0 {
      let texts = entries.map { "{\($0.map { "\($0.key): \($0.flow)" }.joined(separator: ", "))}" }
      return line("\(indent)\(key(name)): [\(texts.joined(separator: ", "))]")
    }
    let dash = indent + String(repeating: " ", count: listOffset)
    let width = Int.random(in: 2...4, using: &random)
    var text = line("\(indent)\(key(name)):")
    for entry in entries {
      for (index, field) in entry.enumerated() {
        let lead = index == 0 ? "-" + String(repeating: " ", count: width - 1) : String(repeating: " ", count: width)
        let content = field.block(indent: dash + String(repeating: " ", count: width), lineBreak: lineBreak)
        text += line("\(dash)\(lead)\(key(field.key)):\(content)")
      }
      text += filler(dash)
    }
    return text
  }

  private struct Field {
    let key: String
    let flow: String
    /// The lines of a literal block, where it is one.
    var lines: [String] = []
    var elements: [String] = []

    func block(indent: String, lineBreak: String) -> String {
      if !lines.isEmpty { return " |" + lines.map { "\(lineBreak)\(indent)  \($0)" }.joined() }
      if !elements.isEmpty { return elements.map { "\(lineBreak)\(indent)- \($0)" }.joined() }
      return " \(flow)"
    }
  }

  private mutating func entry(of list: String, index: Int) -> [Field] {
    let name = ["shop@example.com", "other\(index)", "\"others @\(index)\""].randomElement(using: &random) ?? "a"
    switch list {
    case "policies":
      let policy = ["shop_dev_access", "other\(index)"].randomElement(using: &random) ?? "a"
      let rules = ["path \"secret/x/*\" {", "  # in \(index)", "  capabilities = [\"read\"]", "}"]
      let isLiteral = Bool.random(using: &random)
      let field = Field(key: "rules", flow: "'path \"*\" { capabilities = [] }'", lines: isLiteral ? rules : [])
      return [Field(key: "name", flow: policy), field].shuffled(using: &random)
    case "groups":
      let elements = [["shop_dev_access", "x"], ["x"], ["'shop_dev_access'"], []].randomElement(using: &random) ?? []
      let inBlock = Bool.random(using: &random)
      var fields = [
        Field(key: "name", flow: name), Field(key: "type", flow: index == 0 ? "external" : "internal"),
        Field(key: "policies", flow: "[\(elements.joined(separator: ", "))]", elements: inBlock ? elements : []),
      ]
      if Bool.random(using: &random) { fields.append(Field(key: "metadata", flow: "{a: 'é, b', c: [d]}")) }
      return fields
    case _:
      return [
        Field(key: "name", flow: name), Field(key: "mountpath", flow: index == 0 ? "oidc" : "github"),
        Field(key: "group", flow: name),
      ]
    }
  }
}
