import Testing
import Wire

@Suite("A type that reads itself reads what its decoder would read")
struct JSONReaderTests {
  private struct Decoded: Decodable {
    var name: String
    var note: String?
    var number: Int?
    var flag: Bool?
    var labels: [String: String]?
    var words: [String]?
    var inner: [Inner]?

    struct Inner: Decodable {
      var name: String
    }

    var said: String {
      "\(name) \(note ?? "-") \(number ?? 0) \(flag ?? false) \(labels ?? [:]) \(words ?? []) \(inner ?? [])"
    }
  }

  /// The same fields, read in one pass.
  private struct Read: JSONReadable {
    var decoded: Decoded

    init(reading json: inout JSONReader) throws {
      var name: String?
      var rest = Decoded(name: "")
      try json.fields { field, value in
        switch field {
        case "name": name = try value.string()
        case "note": rest.note = try value.stringOrNull()
        case "number": rest.number = try value.takeNull() ? nil : value.integer()
        case "flag": rest.flag = try value.takeNull() ? nil : value.bool()
        case "labels": rest.labels = try value.takeNull() ? nil : value.texts()
        case "words": rest.words = try value.takeNull() ? nil : value.listOfTexts()
        case "inner": rest.inner = try value.takeNull() ? nil : value.decode([Decoded.Inner].self)
        case _: break
        }
      }
      rest.name = try JSONReader.required(name, "name")
      decoded = rest
    }
  }

  @Test(
    "the same values and the same faults, in the same words",
    arguments: [
      #"{"name":"a","note":"b","number":7,"flag":true,"labels":{"x":"y"},"words":["c","d"],"inner":[{"name":"e"}]}"#,
      #" { "name" : "ż\u017c\"" , "note" : null , "other" : [ { "name" : 1 } , "]" ] , "labels" : { } , "words" : [ ] } "#,
      #"{"n\u0061me":"escaped","number":null,"flag":null,"labels":null,"words":null,"inner":null}"#,
      #"{"name":1}"#, #"{"name":null}"#, #"{}"#, #"[]"#, #""a""#, #"{"name":"a","note":1}"#,
      #"{"name":"a","number":"1"}"#, #"{"name":"a","number":1.5}"#, #"{"name":"a","flag":0}"#,
      #"{"name":"a","labels":[]}"#, #"{"name":"a","labels":{"x":1}}"#, #"{"name":"a","labels":{"x":null}}"#,
      #"{"name":"a","words":{}}"#, #"{"name":"a","words":["b",2]}"#, #"{"name":"a","inner":[{"name":"b"},{}]}"#,
      #"{"name":"a""#, #"{"name":"a",}"#, #"{"name" "a"}"#, #"{"name":"a","words":["b""#, #"{"name":"\q"}"#,
    ]
  )
  func same(text: String) {
    #expect(
      said { try JSONText(text.utf8).decode(Read.self).decoded }
        == said { try JSONText(text.utf8).decode(Decoded.self) }
    )
  }

  private func said(_ decoded: () throws -> Decoded) -> String {
    do {
      return try decoded().said
    } catch {
      return DecodingReason.words(for: error)
    }
  }
}
