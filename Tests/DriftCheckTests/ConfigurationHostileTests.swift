import Foundation
import Testing

@testable import DriftCheck

@Suite("Files that are no configuration")
struct ConfigurationHostileTests {
  private let emptyMessage =
    "the configuration driftcheck.yaml is empty; begin with the two lines `kubernetes: {}` and "
    + "`registry: {host: registry.example.com}`"

  @Test("An empty file is said to be empty", arguments: ["", "\n\n", "# only a remark\n", "---\n", "~\n", "\u{FEFF}"])
  func empty(text: String) throws {
    let folder = try ConfigurationFolder()
    try folder.write(text, to: "driftcheck.yaml")
    #expect(folder.messages(nil) == [emptyMessage])
  }

  @Test("A byte order mark and Windows line ends do no harm")
  func byteOrderMark() throws {
    let folder = try ConfigurationFolder()
    try folder.write("\u{FEFF}kubernetes: {}\r\nregistry:\r\n  host: r\r\n", to: "driftcheck.yaml")
    #expect(try folder.load(nil).registry.host == "r")
  }

  @Test("Bytes that are no UTF-8 are said to be none")
  func binary() throws {
    let folder = try ConfigurationFolder()
    try folder.write(Data([0xFF, 0xFE, 0x00, 0xC3, 0x28]), to: "driftcheck.yaml")
    #expect(
      folder.messages(nil) == [
        "the configuration driftcheck.yaml is no text in UTF-8; save it as UTF-8 or name another file"
      ]
    )
  }

  @Test("A huge file is refused by its size")
  func huge() throws {
    let folder = try ConfigurationFolder()
    try folder.write(String(repeating: "# remark\n", count: 120_000), to: "driftcheck.yaml")
    #expect(
      folder.messages(nil) == ["the configuration driftcheck.yaml is larger than 1000000 bytes; name another file"]
    )
  }

  @Test(
    "What is no YAML is named with its place",
    arguments: [
      MistakeCase(
        "kubernetes:\n\tcontext: a\n",
        "this is not YAML: a tab, where YAML wants blanks (driftcheck.yaml:2:1)"
      ),
      MistakeCase(
        "kubernetes: {context: a\n",
        "this is not YAML: did not find expected ',' or '}' (driftcheck.yaml:2:1)"
      ),
      MistakeCase("kubernetes: *nobody\n", "this is not YAML: found undefined alias (driftcheck.yaml:1:13)"),
      MistakeCase("a: 1\n---\nb: 2\n", "this is not YAML: but found another document (driftcheck.yaml:2:1)"),
      MistakeCase("a: b\u{0}\n", "this is not YAML: control characters are not allowed (driftcheck.yaml:1:5)"),
      MistakeCase(
        "just a text\n",
        "expected a section of keys and values, found a text; "
          + "write key: value, one a line, with a blank after the colon (driftcheck.yaml:1:1)"
      ),
      MistakeCase(
        "- a\n",
        "expected a section of keys and values, found a list; "
          + "write key: value, one a line, with a blank after the colon (driftcheck.yaml:1:1)"
      ),
    ]
  )
  func notYAML(mistake: MistakeCase) {
    #expect(messages(mistake.yaml) == [mistake.message])
  }

  @Test(
    "Deep nesting, however it is written, is an error and no crash",
    arguments: ["[", "{a: ", "- ", "a:\n "]
  )
  func deepNesting(opening: String) {
    #expect(!messages("kubernetes: " + String(repeating: opening, count: 100_000)).isEmpty)
  }

  @Test("Nesting by indentation is an error and no crash")
  func deepIndentation() {
    let lines = (0..<900).map { String(repeating: " ", count: $0) + "a:" }
    #expect(messages(lines.joined(separator: "\n")).first?.contains("unknown key") == true)
  }

  @Test("A few lines of aliases do not become a few billion values")
  func laughs() {
    let lists = (1...30).map {
      "k\($0): &l\($0) [\(Array(repeating: "*l\($0 - 1)", count: 9).joined(separator: ", "))]"
    }
    let yaml = (["k0: &l0 [a]"] + lists + ["projects: {namespaces: *l30}"]).joined(separator: "\n")
    #expect(!messages(yaml).isEmpty)
  }

  @Test("A very long key is cut short")
  func longKey() {
    let found = messages(String(repeating: "k", count: 1000) + ": 1\n" + leastConfiguration)
    #expect(found.count == 1)
    #expect(
      found.first?.hasPrefix(String(repeating: "k", count: 80) + "…: unknown key; known here: kubernetes") == true
    )
  }
}
