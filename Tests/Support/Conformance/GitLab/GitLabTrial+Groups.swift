import HTTP

// The rules about groups.
extension GitLabTrial {
  func newGroup() async throws {
    try require(group.visibility == "private" && group.parentId == nil, "a private group at top level")
    try require(group.markedForDeletionOn == nil, "no mark of deletion")
    _ = try await makeToken()
    try require(try await list().count == 1, "the owner to see the group's tokens")
  }

  func lackingParameters() async throws {
    try await gitlab.send(.post, "/groups", "{}").refused(400, error: "name is missing, path is missing")
  }

  func takenPath() async throws {
    for path in [group.path, group.path.uppercased()] {
      let reply = try await gitlab.send(.post, "/groups", #"{"name": "Other", "path": "\#(path)"}"#)
      try reply.refused(400, message: "Failed to save group")
      try reply.refused(400, message: "has already been taken")
    }
    let other = try await make(group.path + "-two", name: group.name)
    try require(other.name == group.name && other.id != group.id, "a second group of that name")
    _ = try await gitlab.send(.delete, "/groups/\(other.id)")
  }

  func strangeVisibility() async throws {
    let body = #"{"name": "x", "path": "\#(group.path)-x", "visibility": "secret"}"#
    try await gitlab.send(.post, "/groups", body).refused(400, error: "visibility does not have a valid value")
  }

  func subgroup() async throws {
    let child = try await makeBelow("child")
    try require(child.fullPath == "\(group.path)/child" && child.parentId == group.id, "the path of both")
    let found = try await gitlab.get("/groups/\(group.path)%2Fchild").decoded(as: GroupEntity.self)
    try require(found.id == child.id, "the group at its encoded path")
    try await gitlab.get("/groups/\(group.path)/child").refused(404, error: "404 Not Found")
    let body = tokenBody("deep", expiresAt: try day(30))
    _ = try await gitlab.send(.post, "/groups/\(child.id)/access_tokens", body).decoded(201, as: TokenEntity.self)
    try require(try await list().isEmpty, "no token of the group below")
    for listing in ["subgroups", "descendant_groups"] {
      let below = try await gitlab.get("/groups/\(group.id)/\(listing)").decoded(as: [GroupEntity].self)
      try require(below.map(\.id) == [child.id], "the group among the \(listing)")
    }
  }

  func openSubgroup() async throws {
    let body = #"{"name": "x", "path": "x", "visibility": "public", "parent_id": \#(group.id)}"#
    try await gitlab.send(.post, "/groups", body).refused(400, message: "visibility_level")
  }

  func search() async throws {
    let child = try await makeBelow("child")
    let two = try await make(group.path + "-two")
    let found = try await gitlab.get("/groups?search=\(group.path.uppercased())").decoded(as: [GroupEntity].self)
    try require(Set(found.map(\.id)) == [group.id, child.id, two.id], "a part of the path to find all three")
    let middle = group.path.dropFirst(8)
    let more = try await gitlab.get("/groups?search=\(middle)").decoded(as: [GroupEntity].self)
    try require(Set(more.map(\.id)) == [group.id, child.id, two.id], "a part from the middle to find them, too")
    let short = try await gitlab.get("/groups?search=\(group.path.prefix(2))").decoded(as: [GroupEntity].self)
    try require(!short.map(\.id).contains(group.id), "two letters to be compared with the whole")
    _ = try await gitlab.send(.delete, "/groups/\(two.id)")
  }

  func ownSearch() async throws {
    let child = try await makeBelow("child")
    let top = try await gitlab.get("/groups?top_level_only=true&search=\(group.path)").decoded(as: [GroupEntity].self)
    try require(top.map(\.id) == [group.id], "the group alone")
    let path = "/groups/\(group.id)/descendant_groups?search="
    let none = try await gitlab.get(path + group.path).decoded(as: [GroupEntity].self)
    try require(none.isEmpty, "no hit in the path above")
    let own = try await gitlab.get(path + "hil").decoded(as: [GroupEntity].self)
    try require(own.map(\.id) == [child.id], "a hit in the group's own name")
  }

  func changedVisibility() async throws {
    let body = #"{"visibility": "internal"}"#
    let changed = try await gitlab.send(.put, "/groups/\(group.id)", body).decoded(as: GroupEntity.self)
    try require(changed.visibility == "internal", "the new visibility")
    try await gitlab.send(.put, "/groups/\(group.id)", body, as: .stranger).refused(403, message: "403 Forbidden")
    try await gitlab.send(.put, "/groups/\(group.id)", #"{"visibility": "secret"}"#)
      .refused(400, error: "visibility does not have a valid value")
  }

  func takenRename() async throws {
    struct Refusal: Decodable {
      var message: [String: [String]]
    }
    let other = try await make(group.path + "-two")
    let reply = try await gitlab.send(.put, "/groups/\(other.id)", #"{"path": "\#(group.path)"}"#)
    let refusal = try reply.decoded(400, as: Refusal.self)
    try reply.demand(refusal.message["path"]?.first == "has already been taken", "the fault of the path")
    _ = try await gitlab.send(.delete, "/groups/\(other.id)")
  }

  func hiddenGroup() async throws {
    for id in [String(group.id), group.path] {
      try await gitlab.get("/groups/\(id)", as: .stranger).refused(404, message: "404 Group Not Found")
    }
    try await gitlab.get(tokens(), as: .stranger).refused(404, message: "404 Group Not Found")
    try await gitlab.send(.put, "/groups/\(group.id)", "{}", as: .stranger)
      .refused(404, message: "404 Group Not Found")
    let all = "/groups?all_available=true&search=\(group.path)"
    let seen = try await gitlab.get(all, as: .stranger).decoded(as: [GroupEntity].self)
    try require(seen.isEmpty, "nothing for a stranger")
  }

  func membership() async throws {
    for query in ["owned=true", "min_access_level=50", "all_available=false"] {
      let path = "/groups?\(query)&search=\(group.path)"
      let own = try await gitlab.get(path).decoded(as: [GroupEntity].self)
      try require(own.map(\.id) == [group.id], "the own group with \(query)")
    }
    let body = #"{"visibility": "public"}"#
    _ = try await gitlab.send(.put, "/groups/\(group.id)", body).decoded(as: GroupEntity.self)
    let path = "/groups?owned=true&all_available=true&search=\(group.path)"
    let others = try await gitlab.get(path, as: .stranger).decoded(as: [GroupEntity].self)
    try require(others.isEmpty, "owned to win over all_available")
  }

  func deletion() async throws {
    let reply = try await gitlab.send(.delete, "/groups/\(group.id)")
    try reply.refused(202, message: "202 Accepted")
    let marked = try await gitlab.get("/groups/\(group.id)").decoded(as: GroupEntity.self)
    try require(marked.markedForDeletionOn != nil, "a mark of deletion")
    // Newer versions free the path, older ones keep it.
    let suffix = "-deletion_scheduled-\(group.id)"
    try require([group.path, group.path + suffix].contains(marked.fullPath), "the old path or one with \(suffix)")
    let restored = try await gitlab.send(.post, "/groups/\(group.id)/restore").decoded(201, as: GroupEntity.self)
    try require(restored == group, "the group as it was")
  }
}
