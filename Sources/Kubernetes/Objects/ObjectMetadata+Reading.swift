package import Wire

extension ObjectMetadata: JSONReadable {
  package init(reading json: inout JSONReader) throws {
    var metadata = ObjectMetadata(name: "")
    var name: String?
    try json.fields { field, value in
      switch field {
      case "name": name = try value.string()
      case "namespace": metadata.namespace = try value.stringOrNull()
      case "uid": metadata.uid = try value.stringOrNull()
      case "resourceVersion": metadata.resourceVersion = try value.stringOrNull()
      case "creationTimestamp": metadata.creationTimestamp = try value.instantOrNull()
      case "deletionTimestamp": metadata.deletionTimestamp = try value.instantOrNull()
      case "labels": metadata.labels = try value.takeNull() ? [:] : value.texts()
      case "annotations": metadata.annotations = try value.takeNull() ? [:] : value.texts()
      case "finalizers": metadata.finalizers = try value.takeNull() ? [] : value.listOfTexts()
      case "ownerReferences":
        metadata.ownerReferences = try value.takeNull() ? [] : value.decode([OwnerReference].self)
      case _: break
      }
    }
    metadata.name = try JSONReader.required(name, "name")
    self = metadata
  }
}
