import Foundation
import TestSupport
import Testing

@testable import DriftCheck

/// The documentation of the configuration, as it is committed.
struct ConfigurationDocument {
  private static let begin = "<!-- reference -->\n"
  private static let end = "<!-- end of reference -->"

  let url = Repository.root.appending(path: "docs/configuration.md")
  let text: String

  init() throws {
    text = try String(contentsOf: url, encoding: .utf8)
  }

  /// The YAML of the example of that name.
  func example(_ name: String) throws -> String {
    let start = try #require(text.firstRange(of: "<!-- example: \(name) -->\n```yaml\n"))
    let rest = text[start.upperBound...]
    return String(rest[..<(try #require(rest.firstRange(of: "```"))).lowerBound])
  }

  /// The generated part.
  func reference() throws -> String {
    let start = try #require(text.firstRange(of: Self.begin)).upperBound
    return String(text[start..<(try #require(text.firstRange(of: Self.end))).lowerBound])
  }

  /// Writes `reference` into the file in place of the one that is there.
  func record(_ reference: String) throws {
    try text.replacing(try self.reference() + Self.end, with: reference + Self.end)
      .write(to: url, atomically: true, encoding: .utf8)
  }
}

@Suite("The documentation of the configuration")
struct ConfigurationReferenceTests {
  @Test("The tables are those of the keys that the program reads (RECORD_GOLDENS=1 writes them)")
  func tables() throws {
    let document = try ConfigurationDocument()
    let committed = try document.reference()
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try document.record("\n" + ConfigurationReference.text + "\n")
    }
    #expect(committed == "\n" + ConfigurationReference.text + "\n")
  }

  @Test("Both examples are valid")
  func examples() throws {
    let document = try ConfigurationDocument()
    #expect(messages(try document.example("least")) == [])
    let environment = ["CLUSTER": "production", "HOME": "/home/ada"]
    let full = try configuration(document.example("full"), environment: environment)
    #expect(full.kubernetes?.context == "production")
    #expect(full.ignore.first?.until == Day("2027-03-31"))
  }

  @Test("Every form of text accepts its own example")
  func exampleOfEachForm() {
    for shape in Configuration.descriptions.flatMap(\.shape.texts) {
      #expect(shape.accepts(shape.example), "\(shape.noun)")
    }
  }
}

extension Shape {
  /// All forms of texts in it.
  fileprivate var texts: [TextShape] {
    switch self {
    case .text(let text), .list(let text): [text]
    case .map(let key, let value): [key, value]
    case .section(let keys), .optionalSection(let keys), .sections(let keys): keys.flatMap(\.shape.texts)
    }
  }
}
