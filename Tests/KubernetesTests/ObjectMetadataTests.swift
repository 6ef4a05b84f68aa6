import Foundation
import Kubernetes
import Testing

@Suite("Metadata of objects")
struct ObjectMetadataTests {
  @Test("what servers leave out or set to null is empty")
  func nulls() throws {
    let text = """
      {"name":"a","creationTimestamp":null,"labels":null,"annotations":null,"finalizers":null,"ownerReferences":null}
      """
    let metadata = try JSONDecoder().decode(ObjectMetadata.self, from: Data(text.utf8))
    #expect(metadata == ObjectMetadata(name: "a"))
  }

  @Test("the controller is the owner that says so")
  func controller() throws {
    let text = """
      {"name":"a","ownerReferences":[{"apiVersion":"v1","kind":"A","name":"x","uid":"1"},
      {"apiVersion":"v1","kind":"B","name":"y","uid":"2","controller":true}]}
      """
    let metadata = try JSONDecoder().decode(ObjectMetadata.self, from: Data(text.utf8))
    #expect(metadata.controller?.kind == "B")
  }

  @Test(
    "timestamps are read as RFC 3339 writes them",
    arguments: [
      ("1970-01-01T00:00:00Z", 0.0),
      ("2000-02-29T12:00:00Z", 951_825_600),
      ("2026-11-22T02:00:00Z", 1_795_312_800),
      ("2026-11-22T03:30:00+01:30", 1_795_312_800),
      ("2026-11-21T21:00:00-05:00", 1_795_312_800),
      ("2026-11-22T02:00:00.250000Z", 1_795_312_800.25),
    ]
  )
  func timestamps(text: String, seconds: Double) {
    #expect(Timestamp.date(from: text) == Date(timeIntervalSince1970: seconds))
  }

  @Test(
    "anything else is no timestamp",
    arguments: [
      "", "2026-11-22", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-22T24:00:00Z",
      "2026-11-22T02:00:00", "2026-11-22T02:00:00.Z", "2026-11-22T02:00:00+0100", "2026-11-22T02:00:00Zx",
    ]
  )
  func noTimestamps(text: String) {
    #expect(Timestamp.date(from: text) == nil)
  }
}
