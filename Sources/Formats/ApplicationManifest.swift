/// The objects of one file `applications/NAME.yaml`, without the way the file is written.
///
/// Two manifests are equal where Argo CD would see the same objects with the same fields. The order of documents and
/// keys, YAML style, comments and blanks are no part of it.
package struct ApplicationManifest: Sendable, Equatable {
  let objects: [ObjectIdentity: YAMLValue]

  /// Reads the documents of `text`; documents without content are passed over, as Kubernetes does.
  ///
  /// - Throws: ``YAMLFlaw`` where it is no YAML, uses anchors, merge keys or one key twice, or where a document is no
  ///   object or means the same object as another. A file without any document is no error.
  package init(parsing text: String) throws(YAMLFlaw) {
    var objects: [ObjectIdentity: YAMLValue] = [:]
    for document in try YAMLDocument.all(in: text) {
      guard let identity = ObjectIdentity(of: document.value) else {
        throw YAMLFlaw(problem: .noObject, place: document.place)
      }
      guard objects.updateValue(document.value, forKey: identity) == nil else {
        throw YAMLFlaw(problem: .duplicateObject(identity), place: document.place)
      }
    }
    self.objects = objects
  }

  /// The objects that it holds, in order.
  package var identities: [ObjectIdentity] {
    objects.keys.sorted()
  }
}
