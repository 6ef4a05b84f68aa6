import Foundation
import Secrets
import Testing

@testable import Formats

@Suite("JSON as a kubelet reads it")
struct JSONValueTests {
  @Test(
    "Values, blanks and escapes",
    arguments: [
      (" { } ", .object([:])),
      (#"{"a" : "b" , "c":null}"#, .object(["a": .string("b"), "c": .null])),
      ("\t\r\n[ 1 , -0.5e+10, [ ], {}, true,false ]", .other),
      (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
      (#""\u0041\u00e9\uD83D\uDE00\u0000""#, .string("Aé😀\u{0}")),
      (#""aé\n😀""#, .string("aé\n😀")),
      (#""\ud83d""#, .string("\u{FFFD}")),
      (#""\ud83d\n""#, .string("\u{FFFD}\n")),
      (#""\ud83d\u0041\ude00""#, .string("\u{FFFD}A\u{FFFD}")),
      ("\"\u{7F}\"", .string("\u{7F}")),
      ("0", .other), ("-1", .other), ("10.25E-3", .other), ("1e5", .other),
    ] as [(String, JSONValue)]
  )
  func reads(text: String, expected: JSONValue) {
    #expect(JSONValue(parsing: text) == expected)
  }

  @Test("Of two members of one name the last one counts")
  func duplicates() {
    #expect(JSONValue(parsing: #"{"a":"1","b":"2","\u0061":"3"}"#) == .object(["a": .string("3"), "b": .string("2")]))
  }

  @Test(
    "What a kubelet refuses is refused",
    arguments: [
      "", " ", "{", "}", "{]", "[", "[1", "[1,]", "[,1]", "[1 2]", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{,}"#,
      #"{a:1}"#, #"{'a':1}"#, #"{"a":1 "b":2}"#, #"{1:2}"#, "nul", "nulL", "tru", "falsee", "True", "NaN", "Infinity",
      "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x10", "--1", "\"", "\"a", #""\"#, #""\x""#, #""\u12""#, #""\u12g4""#,
      #""\u+123""#, "\"\n\"", "\"\u{1}\"", "{} {}", "{}\u{0}", "\u{FEFF}{}", "{}//", "\u{A0}{}", #""\ud83d\x""#,
    ]
  )
  func refuses(text: String) {
    #expect(JSONValue(parsing: text) == nil)
  }

  @Test("Nesting is read to a depth of 512; deeper than that it is refused, not a crash")
  func nesting() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(JSONValue(parsing: nested(512)) == .other)
    #expect(JSONValue(parsing: nested(513)) == nil)
    #expect(JSONValue(parsing: String(repeating: #"{"a":"#, count: 1_000_000)) == nil)
  }
}

@Suite("Random documents")
struct RandomDocumentTests {
  private struct Reference: Decodable {
    struct Entry: Decodable {
      var username: String?
      var password: String?
      var auth: String?
    }
    var auths: [String: Entry]
  }

  private struct Writer {
    var random: SeededGenerator

    mutating func text() -> String {
      let pieces = [
        "a", "Z", "9", "é", "😀", #"\n"#, #"\""#, #"\\"#, #"\/"#, #"\u00e9"#, #"\uD83D\uDE00"#, "-", ":", "{",
      ]
      let count = Int.random(in: 0...6, using: &random)
      return "\"" + (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() + "\""
    }

    mutating func noise(depth: Int = 0) -> String {
      switch Int.random(in: 0...(depth > 3 ? 3 : 5), using: &random) {
      case 0: text()
      case 1: ["null", "true", "false"].randomElement(using: &random) ?? "null"
      case 2: ["0", "-1", "2.5", "1e9", "-0.1E-2"].randomElement(using: &random) ?? "0"
      case 3: "[]"
      case 4: "[\(noise(depth: depth + 1)), \(noise(depth: depth + 1))]"
      case _: "{\"x\": \(noise(depth: depth + 1)),\"y\":\(noise(depth: depth + 1))}"
      }
    }

    mutating func entry() -> String {
      var members = ["\"email\":\(noise())"]
      for field in ["username", "password", "auth"] where Bool.random(using: &random) {
        members.append("\"\(field)\" : \(Int.random(in: 0..<8, using: &random) == 0 ? "null" : text())")
      }
      return "{" + members.shuffled(using: &random).joined(separator: ",\n") + "}"
    }

    mutating func document() -> String {
      let entries = (0..<Int.random(in: 0...4, using: &random)).map { "\"host\($0)\":\(entry())" }
      let members = ["\"auths\":{\(entries.joined(separator: ", "))}", "\"other\":\(noise())"]
      return "{" + members.shuffled(using: &random).joined(separator: ",") + "}"
    }
  }

  private static func decoded(_ text: String) -> [String: DockerConfig.Entry]? {
    func filled(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    return try? JSONDecoder().decode(Reference.self, from: Data(text.utf8)).auths.mapValues {
      DockerConfig.Entry(
        username: filled($0.username),
        password: filled($0.password).map(Secret.init),
        auth: filled($0.auth).map(Secret.init)
      )
    }
  }

  private static let seeds = Array(UInt64(1)...20) + [UInt64.random(in: .min ... .max)]

  @Test("Well-formed ones read as JSONDecoder reads them", arguments: seeds)
  func wellFormed(seed: UInt64) throws {
    var writer = Writer(random: SeededGenerator(seed: seed))
    for _ in 0..<100 {
      let text = writer.document()
      let expected = try #require(Self.decoded(text), "seed \(seed): \(text)")
      #expect(try DockerConfig(parsing: Secret(text)).auths == expected, "seed \(seed): \(text)")
    }
  }

  @Test("Damaged ones are either refused or read as JSONDecoder reads them", arguments: seeds)
  func damaged(seed: UInt64) {
    var writer = Writer(random: SeededGenerator(seed: seed))
    for _ in 0..<100 {
      var scalars = Array(writer.document().unicodeScalars)
      let place = Int.random(in: 0..<scalars.count, using: &writer.random)
      scalars[place] = "{}[]\",:\\ 0xn\u{1}".unicodeScalars.randomElement(using: &writer.random) ?? " "
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      guard let read = try? DockerConfig(parsing: Secret(text)).auths else { continue }
      // Half a surrogate pair is the one thing that we read and JSONDecoder does not.
      guard !text.contains(#"\u"#) else { continue }
      #expect(read == Self.decoded(text), "seed \(seed): \(text)")
    }
  }
}
