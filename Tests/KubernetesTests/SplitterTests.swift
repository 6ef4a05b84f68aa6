import Foundation
import TestSupport
import Testing
import Wire

@testable import Kubernetes

@Suite("A list is split into its items while it arrives")
struct SplitterTests {
  private static let list = #"""
    {"kind":"SecretList","apiVersion":"v1","metadata":{"resourceVersion":"42","continue":"","remainingItemCount":3},
    "items":[{"metadata":{"name":"a\"]}{[","labels":{"x":"\\"}}} , {"metadata":{"name":"b","managedFields":[{"f":["]"]}],
    "uid":"u"},"data":{"managedFields":["kept"]}},{}]}

    """#

  @Test("items and envelope come out whole, wherever the text is cut", arguments: [1, 2, 3, 7, 64, 4096])
  func everyCut(size: Int) throws {
    let (envelope, items) = try split(Self.list, size: size)
    #expect(envelope.kind == "SecretList")
    #expect(envelope.resourceVersion == "42")
    #expect(envelope.continueToken == nil)
    #expect(envelope.remainingItemCount == 3)
    #expect(items.count == 3)
    #expect(items[0] == #"{"metadata":{"name":"a\"]}{[","labels":{"x":"\\"}}}"#)
    #expect(items[1].contains(#""managedFields":[],"#))
    #expect(items[1].contains(#""data":{"managedFields":["kept"]}"#))
    #expect(items[2] == "{}")
  }

  @Test("metadata may stand behind the items")
  func metadataLast() throws {
    let (envelope, items) = try split(
      #"{"items":[{"a":1}],"metadata":{"continue":"next"},"kind":"L"}"#,
      size: 5
    )
    #expect(envelope.continueToken == "next")
    #expect(items == [#"{"a":1}"#])
  }

  @Test("null and an empty array are an empty list", arguments: [#"{"items":null}"#, #"{"items":[ ]}"#])
  func empty(text: String) throws {
    #expect(try split(text, size: 3).items.isEmpty)
  }

  @Test(
    "an items that is not the list's own is left alone",
    arguments: [
      #"{"metadata":{"items":[1]},"items":[{}]}"#, #"{"a":"items","b":["items",[1]],"items":[{}]}"#,
    ]
  )
  func foreignItems(text: String) throws {
    #expect(try split(text, size: 4).items == ["{}"])
  }

  @Test("every beginning of a list that is not the whole of it is cut off", arguments: [1, 5, 1000])
  func cutOff(size: Int) {
    let text = Self.list.trimmingCharacters(in: .whitespacesAndNewlines)
    for length in 0..<text.utf8.count {
      let part = String(decoding: text.utf8.prefix(length), as: UTF8.self)
      #expect(throws: AnswerFlaw.cutOff(afterBytes: length)) { try split(part, size: size) }
    }
  }

  @Test("what is not JSON is shown by its beginning")
  func proxyPage() {
    let page = "<html>\n<title>502 Bad Gateway</title>"
    #expect(throws: AnswerFlaw.notJSON(beginning: "<html> <title>502 Bad Gateway</title>")) {
      try split(page, size: 100)
    }
  }

  @Test(
    "an object without items is no list",
    arguments: [
      (#"{"kind":"Status","code":500}"#, AnswerFlaw.notAList(kind: "Status")),
      ("{}", AnswerFlaw.notAList(kind: nil)),
    ]
  )
  func notAList(text: String, flaw: AnswerFlaw) {
    #expect(throws: flaw) { try split(text, size: 10) }
  }

  @Test(
    "text that can be no list is refused",
    arguments: [
      #"{"items":[{}{}]}"#, #"{"items":[{},]}"#, #"{"items":[,{}]}"#, #"{"items":[1]}"#, #"{"items":[{}]}x"#,
      #"{"items":[{}],"items":[{}]}"#, #"{"items":{}}"#, #"{"items":[{}],"kind":}"#, #"{"\u0069tems":[{}]}"#,
      "[]",
    ]
  )
  func malformed(text: String) {
    #expect(throws: AnswerFlaw.self) { try split(text, size: 3) }
  }

  @Test("what stands beside the items is bounded")
  func hugeEnvelope() {
    let text = #"{"x":""# + String(repeating: "a", count: 2 << 20)
    #expect(throws: AnswerFlaw.envelopeTooLarge) { try split(text, size: 1 << 16) }
  }

  @Test("random lists come out as JSONSerialization reads them", arguments: 0..<40)
  func property(seed: UInt64) throws {
    var source = RandomJSON(seed: seed)
    let objects = (0..<source.next(12)).map { _ in source.object(depth: 4) }
    let spelled = objects.map { source.spell($0) }
    let text =
      #"{"kind":"L","metadata":{"resourceVersion":"1"}, "items" :["# + spelled.joined(separator: " ,\n")
      + "]}"
    let whole = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
    let wanted = try #require(whole["items"] as? NSArray)
    for size in [1, 1 + source.next(9), 1 + source.next(300)] {
      let items = try split(text, size: size).items.map {
        try JSONSerialization.jsonObject(with: Data($0.utf8))
      }
      #expect(NSArray(array: items) == wanted)
    }
  }
}

/// Feeds a text in pieces, taking out what is there after every third.
func split(_ text: String, size: Int) throws -> (envelope: ListEnvelope, items: [String]) {
  var splitter = ListSplitter()
  var items: [String] = []
  let bytes = Data(text.utf8)
  func take(_ batch: ItemBatch?) {
    guard let batch else { return }
    let ends = batch.starts.dropFirst() + [batch.text.bytes.count]
    items += zip(batch.starts, ends).map { String(decoding: batch.text.bytes[$0..<$1], as: UTF8.self) }
  }
  for (index, start) in stride(from: 0, to: bytes.count, by: size).enumerated() {
    try splitter.append(bytes[start..<min(start + size, bytes.count)])
    if index % 3 == 2 { take(splitter.takeBatch()) }
  }
  let envelope = try splitter.finish()
  take(splitter.takeBatch())
  return (envelope, items)
}
