import Foundation
import Kubernetes
import Model

/// The fields of a `Project` custom resource that are read.
///
/// A wrong type in a field of `spec` is kept as such, so that the finding can name the field.
struct ProjectObject: Decodable, Sendable {
  var metadata: ObjectMetadata
  var spec: Spec

  struct Spec: Decodable, Sendable {
    var projectId: Field
    var environmentType: Field
    var googleGroup: Field

    private enum Key: String, CodingKey {
      case projectId, environmentType, googleGroup
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      projectId = try container.decodeIfPresent(Field.self, forKey: .projectId) ?? Field(entry: .absent)
      environmentType = try container.decodeIfPresent(Field.self, forKey: .environmentType) ?? Field(entry: .absent)
      googleGroup = try container.decodeIfPresent(Field.self, forKey: .googleGroup) ?? Field(entry: .absent)
    }
  }

  /// A field that should hold a text and may hold anything.
  struct Field: Decodable, Sendable {
    var entry: ProjectResource.Entry

    init(entry: ProjectResource.Entry) {
      self.entry = entry
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        entry = .text(text)
      } else if (try? container.decode(Bool.self)) != nil {
        entry = .other("a boolean")
      } else if (try? container.decode(Double.self)) != nil {
        entry = .other("a number")
      } else if (try? decoder.unkeyedContainer()) != nil {
        entry = .other("a list")
      } else {
        entry = .other("an object")
      }
    }
  }
}
