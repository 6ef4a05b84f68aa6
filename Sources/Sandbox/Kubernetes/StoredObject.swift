package import Foundation

/// An object as the cluster holds it, with the texts that lists repeat over and over.
package struct StoredObject: Sendable {
  /// Where the object lives.
  package let name: ObjectName
  /// The whole object, apiVersion and kind included.
  package let json: JSONValue
  /// The text in a list of its type: lists of built-in types say apiVersion and kind once, at the top.
  package let listed: Data
  /// The text as PartialObjectMetadata.
  package let metadata: Data

  /// Holds `json`, an object of `type`.
  package init(_ json: JSONValue, type: ResourceType) {
    self.json = json
    name = ObjectName(
      namespace: json[["metadata", "namespace"]]?.string ?? "",
      name: json[["metadata", "name"]]?.string ?? ""
    )
    var listed = json
    if !type.isCustom {
      listed["apiVersion"] = nil
      listed["kind"] = nil
    }
    self.listed = listed.text
    let partial: JSONValue = [
      "kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": json["metadata"] ?? [:],
    ]
    metadata = partial.text
  }

  /// The text of `metadata.FIELD`, empty where there is none.
  package func metadata(_ field: String) -> String {
    json[["metadata", field]]?.string ?? ""
  }

  /// The resourceVersion.
  package var revision: String { metadata("resourceVersion") }
  /// The UID.
  package var uid: String { metadata("uid") }
  /// Whether a delete was asked for that has not ended.
  package var isLeaving: Bool { json[["metadata", "deletionTimestamp"]] != nil }
}
