import HTTP

extension Trial {
  func absentObject() async throws {
    let secret = try await server.get(secrets("none")).refused(404, "NotFound", #"secrets "none" not found"#)
    try require(secret.details?.name == "none" && secret.details?.kind == "secrets", "details of the secret")
    let project = try await server.get(projects("none"))
      .refused(404, "NotFound", #"projects.kyotu.tech "none" not found"#)
    try require(project.details?.group == "kyotu.tech", "the group in the details")
  }

  func unknownPath() async throws {
    try await server.get("/api/v1/unheardof")
      .refused(404, "NotFound", "the server could not find the requested resource")
    for path in ["/apis/unheard.of/v1/things", "/apis/kyotu.tech/v1/things"] {
      let reply = try await server.get(path)
      try reply.demand(reply.status == 404 && reply.text == "404 page not found\n", "the plain page of a 404")
    }
  }

  func unknownToken() async throws {
    try await server.send(.get, secrets(), as: .nobodyKnown).refused(401, "Unauthorized", "Unauthorized")
  }

  func deniedWrite() async throws {
    try await makeSecret("kept")
    let user = server.readerName
    try await server.send(.delete, secrets("kept"), as: .reader).refused(
      403,
      "Forbidden",
      "secrets \"kept\" is forbidden: User \"\(user)\" cannot delete resource \"secrets\" in API group \"\" "
        + "in the namespace \"\(namespace)\""
    )
    try await server.send(.post, "/api/v1/namespaces", #"{"metadata": {"name": "x"}}"#, as: .reader).refused(
      403,
      "Forbidden",
      "namespaces is forbidden: User \"\(user)\" cannot create resource \"namespaces\" in API group \"\" "
        + "at the cluster scope"
    )
    _ = try await server.get(secrets("kept")).object()
  }

  func pages() async throws {
    let names = (1...7).map { "page-\($0)" }
    for name in names { try await makeProject(name) }
    var seen: [String] = []
    var next = ""
    var revision: String?
    repeat {
      let list = try await server.get(projects() + "?limit=3&continue=\(next)").list()
      try require(revision == nil || revision == list.metadata.resourceVersion, "one revision for all pages")
      revision = list.metadata.resourceVersion
      seen += list.names
      next = list.metadata.continue ?? ""
      let rest = names.count - seen.count
      try require(list.metadata.remainingItemCount == (rest > 0 ? rest : nil), "\(rest) remaining items")
      if seen.count == 3 { try await makeProject("page-35") }
    } while !next.isEmpty
    try require(seen == names, "the objects of the first moment, each once, but got \(seen)")
  }

  func brokenToken() async throws {
    try await server.get(projects() + "?limit=1&continue=xx").refused(400, "BadRequest")
  }

  func watchCache() async throws {
    for name in ["a", "b", "c"] { try await makeProject(name) }
    // A watch cache follows the writes; it is asked until it has.
    try await eventually("all three objects in one answer") {
      let list = try await server.get(projects() + "?limit=1&resourceVersion=0").list()
      try require((list.metadata.continue ?? "").isEmpty, "a list without further pages")
      // Older servers, such as 1.20, list out of it in no order.
      return list.names.sorted() == ["a", "b", "c"]
    }
  }

  func fieldSelector() async throws {
    for name in ["pull", "other"] { try await makeSecret(name) }
    let picked = try await server.get(secrets() + "?fieldSelector=metadata.name%3Dpull").list()
    try require(picked.names == ["pull"], "the one secret of that name, but got \(picked.names)")
    let others = try await server.get(secrets() + "?fieldSelector=metadata.name!%3Dpull,type%3DOpaque").list()
    try require(others.names == ["other"], "the other secret, but got \(others.names)")
    let everywhere = "/api/v1/secrets?fieldSelector=metadata.name%3Dpull,metadata.namespace%3D\(namespace)"
    let found = try await server.get(everywhere).list()
    try require(found.items.map(\.metadata.namespace) == [namespace], "the secret from all namespaces")
    let active = "/api/v1/namespaces?fieldSelector=status.phase%3DActive,metadata.name%3D\(namespace)"
    try require(try await server.get(active).list().names == [namespace], "the active namespace")
    try await server.get(secrets() + "?fieldSelector=data%3Dx")
      .refused(400, "BadRequest", "field label not supported: data")
  }

  func labelSelector() async throws {
    try await makeSecret("a", labels: #"{"tier": "web", "team": "shop"}"#)
    try await makeSecret("b", labels: #"{"tier": "store"}"#)
    try await makeSecret("c")
    let selections: KeyValuePairs = [
      "tier%3Dweb": ["a"], "tier%3D%3Dstore": ["b"], "tier!%3Dweb": ["b", "c"], "tier": ["a", "b"],
      "!tier": ["c"], "tier%20in%20(web,%20store)": ["a", "b"], "tier%20notin%20(web)": ["b", "c"],
      "tier%3Dweb,team%3Dshop": ["a"], "tier%3Dweb,team%3Dother": [],
    ]
    for (selector, names) in selections {
      let list = try await server.get(secrets() + "?labelSelector=\(selector)").list()
      let found = list.names.filter { ["a", "b", "c"].contains($0) }
      try require(found == names, "\(selector) to pick \(names), but got \(found)")
    }
    try await server.get(secrets() + "?labelSelector=tier%20in%20(").refused(400, "BadRequest")
  }

  func metadataOnly() async throws {
    try await makeSecret("a", labels: #"{"tier": "web"}"#)
    try await makeSecret("b")
    let accept = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json"
    let list = try await server.get(secrets() + "?limit=1", accept: accept).list()
    try require(
      list.kind == "PartialObjectMetadataList" && list.apiVersion == "meta.k8s.io/v1",
      "a list of metadata"
    )
    try require(list.metadata.remainingItemCount == nil, "no count of remaining items")
    let first = list.items.first
    try require(first?.kind == "PartialObjectMetadata" && first?.data == nil, "metadata without data")
    let one = try await server.get(
      secrets("a"),
      accept: "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io"
    ).object()
    try require(one.kind == "PartialObjectMetadata" && one.data == nil, "metadata of one object")
    try require(one.metadata.labels == ["tier": "web"], "its labels")
    try await server.get(secrets("a"), accept: "text/html").refused(
      406,
      "NotAcceptable",
      "406: Not Acceptable"
    )
  }

  func listLayout() async throws {
    try await makeSecret("a")
    try await makeProject("a")
    let secretList = try await server.get(secrets()).list()
    try require(secretList.kind == "SecretList" && secretList.apiVersion == "v1", "a SecretList")
    try require(secretList.items.allSatisfy { $0.kind == nil && $0.apiVersion == nil }, "items without kind")
    let reply = try await server.get(projects())
    let projectList = try reply.list()
    try require(projectList.kind == "ProjectList", "a ProjectList")
    try require(projectList.items.allSatisfy { $0.kind == "Project" }, "items with kind")
    // Clients that read while the list arrives meet the items before they know revision and token.
    let items = reply.text.firstRange(of: #""items":["#)?.lowerBound
    let revision = reply.text.ranges(of: #""metadata":{"continue":"#).last?.lowerBound
    try reply.demand(
      items != nil && revision != nil && (items ?? reply.text.endIndex) < (revision ?? reply.text.startIndex),
      "items before metadata"
    )
    try reply.demand(projectList.metadata.continue == "", "an empty continue token")
  }

  /// Fails unless `holds`.
  func require(_ holds: Bool, _ expectation: String) throws {
    guard holds else { throw ConformanceFailure(description: "expected \(expectation)") }
  }
}
