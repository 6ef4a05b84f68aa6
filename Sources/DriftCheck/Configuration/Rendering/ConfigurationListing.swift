import Foundation
import Yams

/// The effective configuration as YAML, which can itself be used as a configuration file.
///
/// Each value bears where it comes from; there is nothing secret in it, for the configuration holds no secrets.
struct ConfigurationListing {
  private let origins: [String: Origin]
  private(set) var lines: [String] = []

  /// The listing as text.
  static func text(_ loaded: LoadedConfiguration) -> String {
    var listing = ConfigurationListing(origins: loaded.origins)
    for entry in loaded.configuration.entries {
      listing.add(entry, path: entry.key, indentation: "", bullet: "")
    }
    return listing.lines.joined(separator: "\n") + "\n"
  }

  private init(origins: [String: Origin]) {
    self.origins = origins
  }

  private mutating func add(_ entry: PlainValue.Entry, path: String, indentation: String, bullet: String) {
    let start = indentation + bullet + scalar(entry.key) + ":"
    let inner = indentation + String(repeating: " ", count: bullet.count + 2)
    switch entry.value {
    case .text(let text):
      lines.append("\(start) \(escaped(text))\(origin(of: path))")
    case .list(let items):
      lines.append("\(start) [\(items.map(escaped).joined(separator: ", "))]\(origin(of: path))")
    case .map(let entries):
      let pairs = entries.map { "\(scalar($0.key)): \($0.value.text.map(escaped) ?? "\"\"")" }
      lines.append("\(start) {\(pairs.joined(separator: ", "))}\(origin(of: path))")
    case .section(let entries):
      lines.append(start)
      for child in entries { add(child, path: "\(path).\(child.key)", indentation: inner, bullet: "") }
    case .sections(let items):
      lines.append(items.isEmpty ? "\(start) []\(origin(of: path))" : start)
      for (index, item) in items.enumerated() { add(item, path: "\(path)[\(index)]", indentation: inner) }
    case .absent:
      let consequence = indentation.isEmpty ? ", so it is not looked at" : ""
      lines.append("\(indentation)# \(entry.key): no section\(consequence)")
    }
  }

  private mutating func add(_ item: PlainValue, path: String, indentation: String) {
    for (index, entry) in item.entries.enumerated() {
      let bullet = index == 0 ? "- " : ""
      let indentation = index == 0 ? indentation : indentation + "  "
      add(entry, path: "\(path).\(entry.key)", indentation: indentation, bullet: bullet)
    }
  }

  private func origin(of path: String) -> String {
    switch origins[path] {
    case nil: "  # default"
    case .file: "  # file"
    case .environment(let names): "  # environment: \(names.joined(separator: ", "))"
    }
  }

  /// `text` as a scalar that, read again, is not taken for the name of an environment variable.
  private func escaped(_ text: String) -> String {
    scalar(text.replacing("${", with: "$${"))
  }

  private func scalar(_ text: String) -> String {
    let isPlain =
      text.wholeMatch(of: /[A-Za-z0-9_.\/][A-Za-z0-9_.\/-]*/) != nil
      && Tag.Name(rawValue: Node(text).tag.rawValue) == .str
    return isPlain ? text : quoted(text)
  }

  /// In double quotes; JSON's escapes are YAML's.
  private func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}

extension Configuration {
  fileprivate var entries: [PlainValue.Entry] { plain.entries }
}

extension PlainValue {
  fileprivate var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  fileprivate var entries: [Entry] {
    if case .section(let entries) = self { entries } else { [] }
  }
}
