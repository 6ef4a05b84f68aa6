import Foundation
import Testing

@testable import Kubernetes

@Suite("One item that cannot be decoded spoils none of the others")
struct ItemDecoderTests {
  private struct Item: Decodable, Sendable {
    struct Spec: Decodable {
      var size: Int
    }

    var metadata: ObjectMetadata
    var spec: Spec
  }

  private func decode(_ items: [String]) throws -> ResourceList<String> {
    var splitter = ListSplitter()
    try splitter.append(Data("{\"items\":[\(items.joined(separator: ","))]}".utf8))
    var decoder = ItemDecoder<Item, String> { $0.metadata.name }
    decoder.take(splitter.takeBatch())
    return decoder.list(resourceVersion: nil, serverTime: nil)
  }

  private let good = #"{"metadata":{"name":"good"},"spec":{"size":1}}"#

  @Test(
    "the fault is told by its place, and the object by its name",
    arguments: [
      (#"{"size":"planted"}"#, "spec.size is not a number"),
      (#"{"size":null}"#, "spec.size is null"),
      ("{}", "spec.size is missing"),
      ("[]", "spec is not of the form that is read here"),
    ]
  )
  func fault(spec: String, reason: String) throws {
    let bad = #"{"metadata":{"name":"bad","namespace":"n","uid":"u"},"spec":\#(spec)}"#
    let list = try decode([good, bad, good])
    #expect(list.items == ["good", "good"])
    let item = try #require(list.undecodable.first)
    #expect(item.name == "bad")
    #expect(item.namespace == "n")
    #expect(item.uid == "u")
    #expect(item.reason == reason)
  }

  @Test("metadata is read as far as it can be")
  func hostileMetadata() throws {
    let bad = """
      {"metadata":{"name":"bad","namespace":7,"labels":{"a":1},"deletionTimestamp":"2026-11-22T02:00:00Z"},
      "spec":{"size":1}}
      """
    let list = try decode([bad, good])
    #expect(list.items == ["good"])
    let metadata = try #require(list.undecodable.first?.metadata)
    #expect(metadata.name == "bad")
    #expect(metadata.namespace == nil)
    #expect(metadata.labels.isEmpty)
    #expect(metadata.deletionTimestamp == Date(timeIntervalSince1970: 1_795_312_800))
  }

  @Test("text that is no JSON at all costs its own item only")
  func notJSON() throws {
    let list = try decode([good, #"{"metadata":{"name":nope}}"#, good])
    #expect(list.items == ["good", "good"])
    #expect(list.undecodable == [UndecodableItem(metadata: nil, reason: "it is not valid JSON")])
  }
}
