import Foundation
import TestSupport
import Testing
import Wire

@Suite("Wanted fields are read straight from the bytes")
struct JSONTextTests {
  private func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONText(text.utf8).decode(type)
  }

  @Test("random objects come out as JSONDecoder reads them", arguments: 0..<60)
  func property(seed: UInt64) throws {
    var source = RandomJSON(seed: seed)
    let text = source.spell(source.object(depth: 5))
    let wanted = try JSONDecoder().decode(AnyJSON.self, from: Data(text.utf8))
    #expect(try decode(AnyJSON.self, text) == wanted)
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
    var words: [String]
    var map: [String: String]
    var nested: [String: [Bool?]]
  }

  @Test("every kind of field")
  func fields() throws {
    let text = #"""
      { "flag" : true , "small":255,"big":-9007199254740993,"ratio":1.5e3,"name":null,"color":"green",
      "list":[[1,2],[ ]],"words":[ "a","\u017c" ],"map":{"a\n":"\u017c\"","b":"ż"},"nested":{"x":[true,null,false]}, "unread":{"a":[1,"]"]}}
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
    #expect(throws: DecodingError.self) { try decode(AnyJSON.self, text) }
  }

  @Test("bytes that are not UTF-8 are refused")
  func notUTF8() {
    let text = JSONText(Array("\"".utf8) + [0xFF] + Array("\"".utf8))
    #expect(throws: DecodingError.self) { try text.decode(String.self) }
  }

  @Test(
    "whole numbers are read as JSONDecoder reads them",
    arguments: [
      "0", "7", "-7", "-0", "00", "01", "1.0", "1e2", "1.5", "999999999999999999", "1000000000000000000",
      "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1x", "+1", "", "\"1\"",
    ]
  )
  func wholeNumbers(text: String) {
    let wanted = try? JSONDecoder().decode([Int].self, from: Data("[\(text),1]".utf8))
    #expect((try? decode([Int].self, "[\(text),1]")) == wanted)
  }

  @Test("a number that its type cannot hold is refused", arguments: ["256", "-1"])
  func outOfRange(text: String) {
    #expect(throws: DecodingError.self) { try decode([UInt8].self, "[\(text)]") }
  }

  @Test(
    "an error names the place, as JSONDecoder's does",
    arguments: [
      #"{"items":[{"count":1,"words":[]},{"count":"1","words":[]}]}"#,
      #"{"items":[{"count":1,"words":["a",2]}]}"#, #"{"items":[{"count":1,"words":null}]}"#,
      #"{"items":[{"count":null,"words":[]}]}"#, #"{"items":[{"words":[]}]}"#,
    ]
  )
  func place(text: String) throws {
    struct Item: Decodable { var count: Int, words: [String] }
    struct Whole: Decodable { var items: [Item] }
    let wanted = #expect(throws: DecodingError.self) { try JSONDecoder().decode(Whole.self, from: Data(text.utf8)) }
    let error = #expect(throws: DecodingError.self) { try decode(Whole.self, text) }
    #expect(try DecodingReason.words(for: #require(error)) == DecodingReason.words(for: #require(wanted)))
  }

  @Test("blanks may stand around the one value, anything else may not")
  func whole() throws {
    #expect(try decode([Int].self, " [1]\r\n\t ") == [1])
    for text in ["", " ", "[1]]", "[1][2]", "[1],", "[1]x", "[1", "[{}"] {
      #expect(throws: DecodingError.self) { try decode([Int].self, text) }
    }
  }
}

/// A value of any shape.
private enum AnyJSON: Decodable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([AnyJSON])
  case object([String: AnyJSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([AnyJSON].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: AnyJSON].self))
    }
  }
}
