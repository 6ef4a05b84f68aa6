import Foundation
import Kubernetes
import Model
import Wire

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

extension ProjectObject: JSONReadable {
  init(reading json: inout JSONReader) throws {
    var (metadata, spec): (ObjectMetadata?, Spec?)
    try json.fields { field, value in
      switch field {
      case "metadata": metadata = try ObjectMetadata(reading: &value)
      case "spec": spec = try Spec(reading: &value)
      case _: break
      }
    }
    self.init(
      metadata: try JSONReader.required(metadata, "metadata"),
      spec: try JSONReader.required(spec, "spec")
    )
  }
}

extension ProjectObject.Spec: JSONReadable {
  init(reading json: inout JSONReader) throws {
    var (projectId, environmentType, googleGroup): (ProjectObject.Field?, ProjectObject.Field?, ProjectObject.Field?)
    try json.fields { field, value in
      switch field {
      case "projectId": projectId = try ProjectObject.Field(ifAny: &value)
      case "environmentType": environmentType = try ProjectObject.Field(ifAny: &value)
      case "googleGroup": googleGroup = try ProjectObject.Field(ifAny: &value)
      case _: break
      }
    }
    let absent = ProjectObject.Field(entry: .absent)
    self.init(
      projectId: projectId ?? absent,
      environmentType: environmentType ?? absent,
      googleGroup: googleGroup ?? absent
    )
  }
}

extension ProjectObject.Field {
  /// Reads what is next; nil for `null`.
  fileprivate init?(ifAny json: inout JSONReader) throws {
    if let text = try json.stringIfAny() {
      entry = .text(text)
    } else if try json.takeNull() {
      return nil
    } else {
      self = try json.decode(ProjectObject.Field.self)
    }
  }
}
