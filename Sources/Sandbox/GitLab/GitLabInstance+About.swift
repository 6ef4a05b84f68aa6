// What GitLab says about itself and its users.
extension GitLabInstance {
  var versionEntity: JSONValue {
    [
      "version": .string(settings.version), "revision": "0a1b2c3d4e5",
      "enterprise": .bool(settings.version.hasSuffix("-ee")),
    ]
  }
}

extension GitLabUser {
  var entity: JSONValue {
    var entity: JSONValue = [
      "id": .integer(id), "username": .string(username), "name": .string(name), "state": "active",
      "locked": false, "bot": .bool(isBot),
    ]
    // Shown to administrators alone.
    if isAdministrator { entity["is_admin"] = true }
    return entity
  }
}
