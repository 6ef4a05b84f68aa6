package import Foundation
import Wire

/// The part of `ObjectMeta` (meta/v1) that this program looks at.
package struct ObjectMetadata: Sendable, Hashable {
  /// A reference to the owner of an object.
  package struct OwnerReference: Sendable, Hashable, Decodable {
    package var apiVersion: String?
    package var kind: String
    package var name: String
    package var uid: String?
    /// Whether that owner manages the object.
    package var controller: Bool?
  }

  package var name: String
  /// Nil for objects that live in no namespace.
  package var namespace: String?
  package var uid: String?
  package var resourceVersion: String?
  package var creationTimestamp: Date?
  /// Set once a deletion was asked for; the object lives on while it has finalizers.
  package var deletionTimestamp: Date?
  package var labels: [String: String]
  package var annotations: [String: String]
  package var finalizers: [String]
  package var ownerReferences: [OwnerReference]

  /// Metadata made of its parts.
  package init(
    name: String,
    namespace: String? = nil,
    uid: String? = nil,
    resourceVersion: String? = nil,
    creationTimestamp: Date? = nil,
    deletionTimestamp: Date? = nil,
    labels: [String: String] = [:],
    annotations: [String: String] = [:],
    finalizers: [String] = [],
    ownerReferences: [OwnerReference] = []
  ) {
    self.name = name
    self.namespace = namespace
    self.uid = uid
    self.resourceVersion = resourceVersion
    self.creationTimestamp = creationTimestamp
    self.deletionTimestamp = deletionTimestamp
    self.labels = labels
    self.annotations = annotations
    self.finalizers = finalizers
    self.ownerReferences = ownerReferences
  }

  /// The owner that manages the object, if any.
  package var controller: OwnerReference? {
    ownerReferences.first { $0.controller == true }
  }
}

extension ObjectMetadata: Decodable {
  fileprivate enum Key: String, CodingKey {
    case name, namespace, uid, resourceVersion, creationTimestamp, deletionTimestamp
    case labels, annotations, finalizers, ownerReferences
  }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    name = try fields.decode(String.self, forKey: .name)
    namespace = try fields.decodeIfPresent(String.self, forKey: .namespace)
    uid = try fields.decodeIfPresent(String.self, forKey: .uid)
    resourceVersion = try fields.decodeIfPresent(String.self, forKey: .resourceVersion)
    creationTimestamp = try fields.timestamp(.creationTimestamp)
    deletionTimestamp = try fields.timestamp(.deletionTimestamp)
    labels = try fields.decodeIfPresent([String: String].self, forKey: .labels) ?? [:]
    annotations = try fields.decodeIfPresent([String: String].self, forKey: .annotations) ?? [:]
    finalizers = try fields.decodeIfPresent([String].self, forKey: .finalizers) ?? []
    ownerReferences = try fields.decodeIfPresent([OwnerReference].self, forKey: .ownerReferences) ?? []
  }
}

extension KeyedDecodingContainer<ObjectMetadata.Key> {
  fileprivate func timestamp(_ key: Key) throws -> Date? {
    guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
    guard let date = Timestamp.date(from: text) else {
      throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "not a timestamp")
    }
    return date
  }
}

/// What can be read of the metadata of an object whose rest cannot: each part on its own.
struct ReadableMetadata: Decodable {
  let metadata: ObjectMetadata

  private enum Key: String, CodingKey {
    case metadata
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
      .nestedContainer(keyedBy: ObjectMetadata.Key.self, forKey: .metadata)
    metadata = ObjectMetadata(
      name: (try? fields.decode(String.self, forKey: .name)) ?? "",
      namespace: try? fields.decode(String.self, forKey: .namespace),
      uid: try? fields.decode(String.self, forKey: .uid),
      resourceVersion: try? fields.decode(String.self, forKey: .resourceVersion),
      creationTimestamp: try? fields.timestamp(.creationTimestamp),
      deletionTimestamp: try? fields.timestamp(.deletionTimestamp),
      labels: (try? fields.decode([String: String].self, forKey: .labels)) ?? [:],
      annotations: (try? fields.decode([String: String].self, forKey: .annotations)) ?? [:],
      finalizers: (try? fields.decode([String].self, forKey: .finalizers)) ?? [],
      ownerReferences: (try? fields.decode([ObjectMetadata.OwnerReference].self, forKey: .ownerReferences))
        ?? []
    )
  }
}
