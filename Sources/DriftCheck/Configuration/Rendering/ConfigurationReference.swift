/// The tables of all keys and of all forms of values, in Markdown, as docs/configuration.md has them.
enum ConfigurationReference {
  static var text: String {
    let keys = Configuration.descriptions
    return ([sections(keys)] + keys.flatMap { tables(of: $0, at: $0.name) } + [forms(keys)]).joined(separator: "\n")
  }

  private static func sections(_ keys: [KeyDescription]) -> String {
    let rows = keys.map { "| `\($0.name)` | \(presence($0)) | \($0.documentation) |" }
    return table("### Sections", "| section | | what it is for |\n|---|---|---|", rows)
  }

  private static func presence(_ key: KeyDescription) -> String {
    switch key.shape {
    case .optionalSection: "a system"
    case .text, .list, .map, .section, .sections: key.example == nil ? "" : "**required**"
    }
  }

  /// The table of the section `key`, which stands at `path`, and those of the sections in it.
  private static func tables(of key: KeyDescription, at path: String) -> [String] {
    switch key.shape {
    case .section(let keys), .optionalSection(let keys), .sections(let keys):
      let suffix = if case .sections = key.shape { ", a list" } else { "" }
      let rows = keys.map {
        "| `\($0.name)` | \(form($0.shape)) | \(defaultText($0)) | \($0.documentation.inTable) |"
      }
      let own = table("### `\(path)`\(suffix)", "| key | value | default | meaning |\n|---|---|---|---|", rows)
      return [own] + keys.flatMap { tables(of: $0, at: "\(path).\($0.name)") }
    case .text, .list, .map: return []
    }
  }

  private static func form(_ shape: Shape) -> String {
    switch shape {
    case .text(let text): text.noun.withoutArticle
    case .list(let item): "list: \(item.noun.withoutArticle)"
    case .map(let key, let value): "map: \(key.noun.withoutArticle) to \(value.noun.withoutArticle)"
    case .section, .optionalSection: "section"
    case .sections: "list of sections"
    }
  }

  private static func defaultText(_ key: KeyDescription) -> String {
    guard key.example == nil else { return "**required**" }
    return switch key.defaultValue {
    case .text(let text): text.isEmpty ? "empty" : "`\(text)`"
    case .list(let items): "`[\(items.joined(separator: ", "))]`"
    case .map(let entries): entries.isEmpty ? "`{}`" : "`{…}`"
    case .section, .sections, .absent: ""
    }
  }

  private static func forms(_ keys: [KeyDescription]) -> String {
    let shapes = Set(keys.flatMap(texts)).sorted { $0.noun.withoutArticle < $1.noun.withoutArticle }
    let rows = shapes.map {
      "| \($0.noun.withoutArticle) | \($0.rule.inTable) | `\($0.example)` |"
    }
    return table("### Values", "| value | what to write | example |\n|---|---|---|", rows)
  }

  /// The forms of all texts below `key`; whether the empty text is allowed is no difference.
  private static func texts(_ key: KeyDescription) -> [TextShape] {
    let shapes: [TextShape] =
      switch key.shape {
      case .text(let text), .list(let text): [text]
      case .map(let key, let value): [key, value]
      case .section(let keys), .optionalSection(let keys), .sections(let keys): keys.flatMap(texts)
      }
    return shapes.map { shape in
      var shape = shape
      shape.mayBeEmpty = false
      return shape
    }
  }

  private static func table(_ title: String, _ head: String, _ rows: [String]) -> String {
    "\(title)\n\n\(head)\n\(rows.joined(separator: "\n"))\n"
  }
}

extension String {
  /// `a duration` as `duration`.
  fileprivate var withoutArticle: String {
    ["a ", "an ", "the "].first(where: hasPrefix).map { String(dropFirst($0.count)) } ?? self
  }

  fileprivate var inTable: String {
    replacing("|", with: "\\|")
  }
}
