import Model

extension Project {
  /// A Project of the tests: `shop-dev`, if not told otherwise.
  static func sample(
    _ projectID: String = "shop",
    _ environment: String = "dev",
    googleGroup: String? = nil
  ) throws -> Project {
    try Project(
      ProjectResource(
        reference: ObjectReference(namespace: "projects", name: "any"),
        uid: "1",
        projectID: .text(projectID),
        environmentType: .text(environment),
        googleGroup: googleGroup.map(ProjectResource.Entry.text) ?? .absent
      )
    )
  }
}
