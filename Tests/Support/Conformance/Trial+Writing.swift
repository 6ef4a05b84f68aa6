import HTTP

extension Trial {
  func createdOnce() async throws {
    let made = try await makeSecret("once")
    try require(!made.metadata.uid.isEmpty && made.metadata.resourceVersion != nil, "uid and resourceVersion")
    try require(made.kind == "Secret" && made.type == "Opaque", "kind Secret and type Opaque")
    try await server.send(.post, secrets(), #"{"metadata": {"name": "once"}}"#)
      .refused(409, "AlreadyExists", #"secrets "once" already exists"#)
    try await server.send(.post, "/api/v1/namespaces", #"{"metadata": {"name": "\#(namespace)"}}"#)
      .refused(409, "AlreadyExists", "namespaces \"\(namespace)\" already exists")
  }

  func placeOfCreation() async throws {
    try await server.send(.post, "/api/v1/namespaces/none-such/secrets", #"{"metadata": {"name": "x"}}"#)
      .refused(404, "NotFound", #"namespaces "none-such" not found"#)
    try await server.send(.post, secrets(), #"{"metadata": {"name": "x", "namespace": "other"}}"#)
      .refused(
        400,
        "BadRequest",
        "the namespace of the provided object does not match the namespace sent on the request"
      )
    try await server.send(
      .post,
      secrets(),
      #"{"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "x"}}"#
    )
    .refused(400, "BadRequest")
    try await server.send(.post, projects(), #"{"metadata": {"name": "x"}}"#).refused(400, "BadRequest")
    try await server.send(.post, secrets(), "{nonsense").refused(400, "BadRequest")
  }

  func names() async throws {
    try await server.send(.post, "/api/v1/namespaces", #"{"metadata": {"name": "Shop_Dev"}}"#).refused(
      422,
      "Invalid",
      "Namespace \"Shop_Dev\" is invalid: metadata.name: Invalid value: \"Shop_Dev\": a lowercase RFC 1123 label must "
        + "consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric "
        + "character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
    )
    try await server.send(.post, projects(), project(metadata: #"{"name": "../x"}"#)).refused(
      422,
      "Invalid",
      "Project.kyotu.tech \"../x\" is invalid: metadata.name: Invalid value: \"../x\": a lowercase RFC 1123 subdomain "
        + "must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'example.com', regex used for validation is "
        + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
    )
    try await server.send(.post, secrets(), #"{"metadata": {}}"#).refused(
      422,
      "Invalid",
      "Secret \"\" is invalid: metadata.name: Required value: name or generateName is required"
    )
  }

  func staleUpdate() async throws {
    let modified =
      "the object has been modified; please apply your changes to the latest version and try again"
    let made = try await makeSecret("s")
    let old = made.metadata.resourceVersion ?? ""
    let body = #"{"metadata": {"name": "s", "resourceVersion": "\#(old)"}, "data": {"key": "eW8="}}"#
    let updated = try await server.send(.put, secrets("s"), body).object()
    try require(updated.data == ["key": "eW8="] && updated.metadata.resourceVersion != old, "the update")
    try require(updated.metadata.uid == made.metadata.uid, "the same uid")
    try await server.send(.put, secrets("s"), body)
      .refused(409, "Conflict", "Operation cannot be fulfilled on secrets \"s\": \(modified)")
    try await server.mergePatch(
      secrets("s"),
      #"{"metadata": {"resourceVersion": "\#(old)"}, "data": {"b": "eQ=="}}"#
    )
    .refused(409, "Conflict", "Operation cannot be fulfilled on secrets \"s\": \(modified)")
    try require(
      try await server.get(secrets("s")).object().data == ["key": "eW8="],
      "no trace of the refused ones"
    )
  }

  func unconditionalUpdate() async throws {
    try await makeProject("p")
    let why = "metadata.resourceVersion: Invalid value: 0x0: must be specified for an update"
    try await server.send(.put, projects("p"), project(metadata: #"{"name": "p"}"#))
      .refused(422, "Invalid", "projects.kyotu.tech \"p\" is invalid: \(why)")
    let lease = #"{"metadata": {"name": "l"}, "spec": {"holderIdentity": "me", "leaseDurationSeconds": 15}}"#
    let made = try await server.send(.post, leases(), lease).object(201)
    try require(made.spec?.holderIdentity == "me", "the holder")
    try await server.send(.put, leases("l"), lease)
      .refused(422, "Invalid", "leases.coordination.k8s.io \"l\" is invalid: \(why)")
    try await makeSecret("s")
    _ = try await server.send(.put, secrets("s"), #"{"metadata": {"name": "s"}}"#).object()
  }

  func idleUpdate() async throws {
    let made = try await makeSecret("s", labels: #"{"a": "1"}"#)
    let idle = try await server.mergePatch(secrets("s"), #"{"metadata": {"labels": {"a": "1"}}}"#).object()
    try require(idle.metadata.resourceVersion == made.metadata.resourceVersion, "the same resourceVersion")
  }

  func misdirectedUpdate() async throws {
    let made = try await makeSecret("s")
    try await server.send(.put, secrets("s"), #"{"metadata": {"name": "t"}}"#).refused(
      400,
      "BadRequest",
      "the name of the object (t) does not match the name on the URL (s)"
    )
    try await server.send(.put, secrets("s"), #"{"metadata": {"name": "s", "uid": "other"}}"#)
      .refused(409, "Conflict")
    try await server.send(.put, secrets("none"), #"{"metadata": {"name": "none"}}"#)
      .refused(404, "NotFound", #"secrets "none" not found"#)
    let kept = try await server.get(secrets("s")).object()
    try require(kept.metadata.resourceVersion == made.metadata.resourceVersion, "no change")
  }

  func mergePatch() async throws {
    try await makeSecret("s", labels: #"{"a": "1", "b": "2"}"#)
    let patch = #"{"metadata": {"labels": {"a": null, "b": "3", "c": "4"}}, "data": {"more": "eW8="}}"#
    let patched = try await server.mergePatch(secrets("s"), patch).object()
    try require(patched.metadata.labels == ["b": "3", "c": "4"], "the labels to be merged")
    try require(patched.data == ["key": "aGk=", "more": "eW8="], "the data to be merged")
    try await server.mergePatch(secrets("none"), "{}").refused(404, "NotFound", #"secrets "none" not found"#)
  }

  func jsonPatch() async throws {
    try await makeSecret("s", labels: #"{"a": "1"}"#)
    let patched = try await server.jsonPatch(
      secrets("s"),
      """
      [{"op": "test", "path": "/metadata/labels/a", "value": "1"},
       {"op": "replace", "path": "/metadata/labels/a", "value": "2"},
       {"op": "add", "path": "/metadata/labels/x.y~1z", "value": "3"}]
      """
    ).object()
    try require(patched.metadata.labels == ["a": "2", "x.y/z": "3"], "both changes")
    let rejected = "the server rejected our request due to an error in our request"
    for refused in [
      #"[{"op": "remove", "path": "/data/key"}, {"op": "test", "path": "/metadata/labels/a", "value": "1"}]"#,
      #"[{"op": "remove", "path": "/metadata/labels/none"}]"#,
      #"[{"op": "add", "path": "/none/such", "value": 1}]"#,
    ] {
      try await server.jsonPatch(secrets("s"), refused).refused(422, "Invalid", rejected)
    }
    let kept = try await server.get(secrets("s")).object()
    try require(
      kept.metadata.resourceVersion == patched.metadata.resourceVersion,
      "no change by refused patches"
    )
  }

  func unknownPatch() async throws {
    try await makeSecret("s")
    try await server.send(.patch, secrets("s"), "{}", contentType: "text/plain").refused(
      415,
      "UnsupportedMediaType"
    )
  }

  func stringData() async throws {
    let body = #"{"metadata": {"name": "s"}, "stringData": {"key": "hi"}}"#
    let made = try await server.send(.post, secrets(), body).object(201)
    try require(made.data == ["key": "aGk="], "the text in base64")
  }

  func events() async throws {
    let body =
      #"{"metadata": {"generateName": "e-"}, "reason": "Drift", "message": "m", "type": "Warning", "#
      + #""involvedObject": {"kind": "Project", "namespace": "\#(namespace)", "name": "shop-dev"}}"#
    _ = try await server.send(.post, "/api/v1/namespaces/\(namespace)/events", body).object(201)
    let path = "/api/v1/namespaces/\(namespace)/events?fieldSelector=involvedObject.name%3Dshop-dev"
    try require(try await server.get(path).list().items.count == 1, "the Event in the list")
  }
}
