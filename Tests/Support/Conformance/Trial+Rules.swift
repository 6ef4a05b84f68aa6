import HTTP

extension Trial {
  func generation() async throws {
    try require(try await makeProject("p").metadata.generation == 1, "generation 1 at first")
    let steps: KeyValuePairs = [
      #"{"metadata": {"labels": {"a": "1"}}}"#: 1, #"{"spec": {"projectId": "other"}}"#: 2,
      #"{"spec": {"projectId": "other"}}"#: 2,
    ]
    for (patch, generation) in steps {
      let patched = try await server.mergePatch(projects("p"), patch).object()
      try require(patched.metadata.generation == generation, "generation \(generation) after \(patch)")
    }
  }

  func secretType() async throws {
    try await makeSecret("s")
    try await server.mergePatch(secrets("s"), #"{"type": "example.com/other"}"#).refused(
      422,
      "Invalid",
      #"Secret "s" is invalid: type: Invalid value: "example.com/other": field is immutable"#
    )
    let body = #"{"metadata": {"name": "fixed"}, "immutable": true, "data": {"key": "aGk="}}"#
    _ = try await server.send(.post, secrets(), body).object(201)
    try await server.mergePatch(secrets("fixed"), #"{"data": {"key": "eW8="}}"#).refused(
      422,
      "Invalid",
      #"Secret "fixed" is invalid: data: Forbidden: field is immutable when `immutable` is set"#
    )
  }

  func dockerConfiguration() async throws {
    let make = { (name: String, data: String) in
      #"{"metadata": {"name": "\#(name)"}, "type": "kubernetes.io/dockerconfigjson", "data": {\#(data)}}"#
    }
    _ = try await server.send(.post, secrets(), make("good", #"".dockerconfigjson": "e30=""#)).object(201)
    try await server.send(.post, secrets(), make("lacking", #""other": "e30=""#)).refused(
      422,
      "Invalid",
      #"Secret "lacking" is invalid: data[.dockerconfigjson]: Required value"#
    )
    try await server.send(.post, secrets(), make("broken", #"".dockerconfigjson": "e25v""#)).refused(
      422,
      "Invalid"
    )
    try await server.send(.post, secrets(), make("garbled", #"".dockerconfigjson": "!!""#)).refused(
      400,
      "BadRequest"
    )
  }

  func dryRun() async throws {
    let made = try await makeSecret("s")
    let body = #"{"metadata": {"name": "new"}}"#
    let dry = try await server.send(.post, secrets() + "?dryRun=All", body).object(201)
    try require(
      dry.metadata.name == "new" && dry.metadata.resourceVersion == nil,
      "an object without revision"
    )
    try await server.get(secrets("new")).refused(404, "NotFound")
    let patch = #"{"metadata": {"labels": {"a": "1"}}}"#
    let patched = try await server.mergePatch(secrets("s") + "?dryRun=All", patch).object()
    try require(patched.metadata.labels == ["a": "1"], "the patch in the answer")
    _ = try await server.send(.delete, secrets("s") + "?dryRun=All")
    _ = try await server.send(
      .delete,
      secrets("s"),
      #"{"kind": "DeleteOptions", "apiVersion": "v1", "dryRun": ["All"]}"#
    )
    let kept = try await server.get(secrets("s")).object()
    try require(kept.metadata.resourceVersion == made.metadata.resourceVersion, "the secret as it was")
    try await server.send(.post, secrets() + "?dryRun=All", #"{"metadata": {"name": "s"}}"#)
      .refused(409, "AlreadyExists")
    try await server.send(.post, secrets() + "?dryRun=Some", body).refused(
      422,
      "Invalid",
      #"CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: []string{"Some"}: supported values: "All""#
    )
  }

  func dryRunBesideBody() async throws {
    let uid = try await makeSecret("s").metadata.uid
    _ = try await delete(secrets("s") + "?dryRun=All", #"{"uid": "\#(uid)"}"#)
    try await server.get(secrets("s")).refused(404, "NotFound")
  }

  func preconditions() async throws {
    let made = try await makeSecret("s")
    let revision = made.metadata.resourceVersion ?? ""
    try await delete(secrets("s"), #"{"uid": "other"}"#).refused(
      409,
      "Conflict",
      "Operation cannot be fulfilled on Secret \"s\": the UID in the precondition (other) does not match the UID in "
        + "record (\(made.metadata.uid)). The object might have been deleted and then recreated"
    )
    try await delete(secrets("s"), #"{"resourceVersion": "1"}"#).refused(
      409,
      "Conflict",
      "Operation cannot be fulfilled on Secret \"s\": the ResourceVersion in the precondition (1) does not match the "
        + "ResourceVersion in record (\(revision)). The object might have been modified"
    )
    let home = try await server.get("/api/v1/namespaces/\(namespace)").object()
    try await delete("/api/v1/namespaces/\(namespace)", #"{"uid": "other"}"#).refused(
      409,
      "Conflict",
      "Operation cannot be fulfilled on namespaces \"\(namespace)\": Precondition failed: UID in precondition: other, "
        + "UID in object meta: \(home.metadata.uid)"
    )
    _ = try await server.get(secrets("s")).object()
    let gone = try await delete(
      secrets("s"),
      #"{"uid": "\#(made.metadata.uid)", "resourceVersion": "\#(revision)"}"#
    )
    try gone.demand(gone.status == 200, "a delete whose preconditions hold")
    try await server.get(secrets("s")).refused(404, "NotFound")
  }

  func deletion() async throws {
    let made = try await makeSecret("s")
    let reply = try await server.send(.delete, secrets("s"))
    try reply.demand(
      reply.status == 200 && reply.text.contains(made.metadata.uid),
      "a success that names the uid"
    )
    try await server.get(secrets("s")).refused(404, "NotFound", #"secrets "s" not found"#)
    try await server.send(.delete, secrets("s")).refused(404, "NotFound", #"secrets "s" not found"#)
    let remade = try await makeSecret("s")
    try require(remade.metadata.uid != made.metadata.uid, "another uid for another object")
  }

  func finalizer() async throws {
    try await makeProject("p", finalizers: #"["project.kyotu.tech/finalizer", "example.com/other"]"#)
    let leaving = try await server.send(.delete, projects("p")).object()
    try require(leaving.metadata.deletionTimestamp != nil, "a deletionTimestamp")
    let again = try await server.send(.delete, projects("p")).object()
    try require(
      again.metadata.resourceVersion == leaving.metadata.resourceVersion,
      "nothing new by a second delete"
    )
    try await server.mergePatch(
      projects("p"),
      #"{"metadata": {"finalizers": ["example.com/other", "example.com/new"]}}"#
    ).refused(422, "Invalid")
    let one = try await server.jsonPatch(
      projects("p"),
      #"[{"op": "test", "path": "/metadata/finalizers/0", "value": "project.kyotu.tech/finalizer"}, "#
        + #"{"op": "remove", "path": "/metadata/finalizers/0"}]"#
    ).object()
    try require(one.metadata.finalizers == ["example.com/other"], "that one finalizer taken off")
    _ = try await server.mergePatch(projects("p"), #"{"metadata": {"finalizers": null}}"#).object()
    try await server.get(projects("p")).refused(404, "NotFound")
  }

  func namespaceDeletion() async throws {
    let path = "/api/v1/namespaces/\(namespace)"
    try require(try await server.get(path).object().status?.phase == "Active", "an active namespace")
    try await makeProject("p", finalizers: #"["project.kyotu.tech/finalizer"]"#)
    let leaving = try await server.send(.delete, path).object()
    try require(leaving.status?.phase == "Terminating", "the phase Terminating")
    try require(leaving.metadata.deletionTimestamp != nil, "a deletionTimestamp")
    try await server.send(.post, secrets(), #"{"metadata": {"name": "late"}}"#).refused(
      403,
      "Forbidden",
      "secrets \"late\" is forbidden: unable to create new content in namespace \(namespace) because it is being "
        + "terminated"
    )
    try await server.send(.delete, "/api/v1/namespaces/kube-system").refused(
      403,
      "Forbidden",
      #"namespaces "kube-system" is forbidden: this namespace may not be deleted"#
    )
    _ = try await server.mergePatch(projects("p"), #"{"metadata": {"finalizers": null}}"#)
  }

  private func delete(_ path: String, _ preconditions: String) async throws -> APIReply {
    let body = #"{"kind": "DeleteOptions", "apiVersion": "v1", "preconditions": \#(preconditions)}"#
    return try await server.send(.delete, path, body)
  }
}
