import Foundation
import Testing

@testable import Kubernetes

@Suite("Wanted fields are read straight from the bytes")
struct JSONValueTests {
  private func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    let text = JSONText(Array(text.utf8))
    return try JSONValue(text: text, start: try text.skipBlanks(from: 0), path: .root).decode(type)
  }

  @Test("random objects come out as JSONDecoder reads them", arguments: 0..<60)
  func property(seed: UInt64) throws {
    var source = RandomJSON(seed: seed)
    let text = source.spell(source.object(depth: 5))
    let wanted = try JSONDecoder().decode(PlainValue.self, from: Data(text.utf8))
    #expect(try decode(PlainValue.self, text) == wanted)
  }

  private struct Sample: Codable, Equatable {
    enum Color: String, Codable { case red, green }

    var flag: Bool
    var small: UInt8
    var big: Int64
    var ratio: Double
    var name: String?
    var color: Color
    var list: [[Int]]
    var map: [String: String]
    var nested: [String: [Bool?]]
  }

  @Test("every kind of field")
  func fields() throws {
    let text = #"""
      { "flag" : true , "small":255,"big":-9007199254740993,"ratio":1.5e3,"name":null,"color":"green",
      "list":[[1,2],[ ]],"map":{"a\n":"\u017c\"","b":"ż"},"nested":{"x":[true,null,false]}, "unread":{"a":[1,"]"]}}
      """#
    let wanted = try JSONDecoder().decode(Sample.self, from: Data(text.utf8))
    #expect(try decode(Sample.self, text) == wanted)
  }

  @Test("a field may be spelled with escapes")
  func escapedKey() throws {
    struct Named: Decodable { var name: String }
    #expect(try decode(Named.self, #"{"n\u0061me":"x"}"#).name == "x")
  }

  @Test(
    "text that is no JSON is refused",
    arguments: [
      #"{"a"}"#, #"{"a":}"#, #"{"a":1 "b":2}"#, #"{"a":1,}"#, #"{a:1}"#, #"{"a":tru}"#, #"{"a":1"#, #"{"a":[1,]}"#,
      #"{"a":[1 2]}"#, #"{"a":"\x"}"#, #"{"a":01}"#, "{\"a\":\"x", "[",
    ]
  )
  func malformed(text: String) {
    #expect(throws: DecodingError.self) { try decode(PlainValue.self, text) }
  }

  @Test("bytes that are not UTF-8 are refused")
  func notUTF8() {
    let text = JSONText(Array("\"".utf8) + [0xFF] + Array("\"".utf8))
    #expect(throws: DecodingError.self) { try JSONValue(text: text, start: 0, path: .root).string() }
  }
}
