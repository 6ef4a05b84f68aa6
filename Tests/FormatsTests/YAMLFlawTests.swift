import Formats
import Model
import Testing

@Suite("YAML that is refused")
struct YAMLFlawTests {
  private static let seeds = Array(UInt64(1)...20) + [UInt64.random(in: .min ... .max)]

  private func flaw(_ text: String) -> YAMLFlaw? {
    do {
      _ = try ApplicationManifest(parsing: text)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "It is said where, and what",
    arguments: [
      ("a: &x 1\nb: *x", "line 1, column 4: the anchor &x is not supported; write what it stands for in each place"),
      ("a:\n  - &y {b: 1}", "line 2, column 5: the anchor &y is not supported; write what it stands for in each place"),
      ("&k a: 1", "line 1, column 1: the anchor &k is not supported; write what it stands for in each place"),
      ("a: *nobody", "line 1, column 4: found undefined alias"),
      ("a: 1\nb: 2\n'a': 3", "line 1, column 1: one mapping has more than one key a"),
      ("a:\n  <<: {b: 1}", "line 2, column 3: the merge key << is not supported; write the fields out"),
      ("? [a]\n: 1", "line 1, column 3: a list or a mapping is used as a key"),
      ("a: !secret x", "line 1, column 4: the tag !secret is not supported"),
      ("a: !list [x]", "line 1, column 4: the tag !list is not supported"),
      ("a: 1\n---\n- b", "line 1, column 1: the document has no apiVersion, kind and metadata.name"),
      (
        "apiVersion: v1\nkind: 7\nmetadata: {name: a}",
        "line 1, column 1: the document has no apiVersion, kind and metadata.name"
      ),
      ("a: [1", "line 2, column 1: did not find expected ',' or ']'"),
      ("\ta: 1", "line 1, column 1: found character that cannot start any token"),
    ]
  )
  func refused(text: String, words: String) {
    #expect(flaw(text)?.description == words)
  }

  @Test("One object twice is refused at the second")
  func twice() {
    let object = "apiVersion: v1\nkind: A\nmetadata:\n  name: x\n"
    #expect(flaw(object + "---\n" + object)?.description == "line 6, column 1: the object A x stands in the file twice")
  }

  @Test("What only looks like an anchor, an alias or a merge is text")
  func lookalikes() {
    let text = "apiVersion: v1\nkind: A\nmetadata: {name: x}\na: 'x &y'\nb: \"*y\"\nc: a&b\n'<<': {d: \"&z\"} # &c\n"
    #expect(flaw(text) == nil)
  }

  @Test("Deep nesting is refused, not followed", arguments: ["[", "{a: ", "- ", "? ", "!!str ["])
  func deepNesting(opening: String) {
    #expect(flaw(String(repeating: opening, count: 100_000)) != nil)
  }

  @Test("Aliases that stand for ever more are refused before they grow", arguments: ["z: *l9", "? *l9\n: 1"])
  func aliasBomb(last: String) {
    let levels = (1...9).map {
      "l\($0): &l\($0) [\(Array(repeating: "*l\($0 - 1)", count: 10).joined(separator: ", "))]"
    }
    let text = "l0: &l0 x\n\(levels.joined(separator: "\n"))\n\(last)\n"
    #expect(flaw(text)?.description.hasPrefix("line 1, column 5: the anchor &l0 ") == true)
  }

  @Test("Nothing that anybody may commit makes the reader crash or hang", arguments: seeds)
  func hostile(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "a", "b: ", "- ", "\n", "  ", "\t", "[", "]", "{", "}", ",", ": ", "? ", "&x ", "*x ", "!!int ", "!t ", "'", "\"",
      "|\n", ">-\n", "#", "---\n", "...\n", "%YAML 1.1\n", "<<: ", "\r\n", "é", "\u{FEFF}", "\0", "\u{1F600}", "0x",
      "~",
      "apiVersion: v1\n", "kind: A\n", "metadata: {name: x}\n", "\\u0000", "\\xff", "@", "`",
    ]
    for _ in 0..<300 {
      let count = Int.random(in: 0..<40, using: &random)
      let text = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
      if let place = flaw(text)?.place {
        #expect(place.line >= 1 && place.column >= 1, "seed \(seed): \(text.debugDescription)")
        #expect(place.line <= text.count + 2, "seed \(seed): \(text.debugDescription)")
      }
    }
  }
}
