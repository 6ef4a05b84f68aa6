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
}
