// Making, changing and deleting groups.
extension GitLabInstance {
  func createGroup(_ request: SandboxRequest, _ caller: GitLabCaller) throws -> SandboxAnswer {
    var form = GitLabForm(request)
    form.require("name")
    form.require("path")
    let visibility = form.choice("visibility", GitLabGroup.Visibility.self) ?? .members
    let parentID = form.number("parent_id")
    try form.check()
    let parent = try parentID.map { try group(String($0), caller) }
    if let parent, world.level(of: caller, in: parent) < 40 { throw GitLabError.forbidden }
    if caller.user.isBot, parent == nil { throw GitLabError.forbidden }
    var made = GitLabGroup(
      id: 0,
      path: form.text("path") ?? "",
      name: form.text("name"),
      in: parent,
      visibility: visibility,
      createdAt: now()
    )
    made.note = form.text("description") ?? ""
    let faults = pathFaults(made).merging(visibilityFaults(made)) { first, _ in first }
    guard faults.isEmpty else { throw GitLabError.groupNotSaved(faults) }
    made.id = world.newID()
    world.put(made)
    if var owner = world.users[caller.user.id], !owner.isBot {
      owner.memberships[made.id] = 50
      world.put(owner)
    }
    return .json(201, entity(of: made))
  }

  func updateGroup(_ id: String, _ request: SandboxRequest, _ caller: GitLabCaller) throws -> SandboxAnswer {
    var changed = try group(id, caller)
    guard world.level(of: caller, in: changed) >= 50 else { throw GitLabError.forbidden }
    var form = GitLabForm(request)
    if let visibility = form.choice("visibility", GitLabGroup.Visibility.self) { changed.visibility = visibility }
    try form.check()
    changed.note = form.text("description") ?? changed.note
    changed = renamed(changed, path: form.text("path") ?? changed.path, name: form.text("name") ?? changed.name)
    let faults = pathFaults(changed).merging(visibilityFaults(changed)) { first, _ in first }
    guard faults.isEmpty else { throw GitLabError.groupNotChanged(faults) }
    world.put(changed)
    return .json(200, entity(of: changed))
  }

  /// Marks a group for deletion; a subgroup that is marked already can be removed at once.
  func deleteGroup(_ id: String, _ request: SandboxRequest, _ caller: GitLabCaller) throws -> SandboxAnswer {
    let found = try group(id, caller)
    guard world.level(of: caller, in: found) >= 50 else { throw GitLabError.forbidden }
    var form = GitLabForm(request)
    let isPermanent = form.flag("permanently_remove") ?? false
    try form.check()
    if found.markedForDeletionOn == nil {
      world.markForDeletion(found, on: CalendarDay(of: now()), renaming: settings.renamesMarkedGroups)
    } else if isPermanent, found.parentID != nil, form.text("full_path") == found.fullPath {
      world.remove(found)
    } else {
      throw GitLabError.alreadyMarked
    }
    return .json(202, ["message": "202 Accepted"])
  }

  func restoreGroup(_ id: String, _ caller: GitLabCaller) throws -> SandboxAnswer {
    var restored = try group(id, caller)
    guard world.level(of: caller, in: restored) >= 50 else { throw GitLabError.forbidden }
    let suffix = GitLabWorld.deletionSuffix(restored)
    restored.markedForDeletionOn = nil
    if restored.path.hasSuffix(suffix) {
      restored = renamed(
        restored,
        path: String(restored.path.dropLast(suffix.count)),
        name: String(restored.name.dropLast(suffix.count))
      )
    }
    let faults = pathFaults(restored)
    guard faults.isEmpty else { throw GitLabError.groupNotChanged(faults) }
    world.put(restored)
    return .json(201, entity(of: restored))
  }

  private func renamed(_ group: GitLabGroup, path: String, name: String) -> GitLabGroup {
    let parent = group.parentID.flatMap { world.groups[$0] }
    let named = GitLabGroup(id: group.id, path: path, name: name, in: parent, createdAt: group.createdAt)
    var renamed = group
    (renamed.path, renamed.name) = (named.path, named.name)
    (renamed.fullPath, renamed.fullName) = (named.fullPath, named.fullName)
    return renamed
  }

  private func pathFaults(_ group: GitLabGroup) -> [String: [String]] {
    let isPlain = group.path.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    if group.path.isEmpty || !isPlain || group.path.hasPrefix("-") || group.path.hasSuffix(".") {
      return [
        "path": [
          "can contain only letters, digits, '_', '-' and '.'. Cannot start with '-' or end in '.', '.git' or '.atom'."
        ]
      ]
    }
    if group.parentID == nil, Self.reservedPaths.contains(group.path.lowercased()) {
      return ["path": ["\(group.path) is a reserved name"]]
    }
    let isOfUser =
      group.parentID == nil
      && world.users.values.contains { $0.username.lowercased() == group.path.lowercased() }
    if let other = world.group(at: group.fullPath), other.id != group.id {
      return ["path": ["has already been taken"]]
    }
    return isOfUser ? ["path": ["has already been taken"]] : [:]
  }

  private func visibilityFaults(_ group: GitLabGroup) -> [String: [String]] {
    guard let parent = group.parentID.flatMap({ world.groups[$0] }),
      group.visibility.openness > parent.visibility.openness
    else { return [:] }
    let why = "the parent group has a \(parent.visibility.rawValue) visibility"
    return ["visibility_level": ["\(group.visibility.rawValue) is not allowed since \(why)."]]
  }

  private static let reservedPaths: Set = ["admin", "api", "explore", "groups", "jwt", "projects", "users", "v2"]
}

extension GitLabWorld {
  /// What newer versions append to path and name of a group that is marked for deletion.
  static func deletionSuffix(_ group: GitLabGroup) -> String { "-deletion_scheduled-\(group.id)" }

  /// Marks a group for deletion as GitLab does when somebody asks for it.
  package mutating func markForDeletion(_ group: GitLabGroup, on day: CalendarDay, renaming: Bool) {
    var marked = group
    marked.markedForDeletionOn = day
    if renaming {
      let suffix = Self.deletionSuffix(group)
      (marked.path, marked.name) = (marked.path + suffix, marked.name + suffix)
      (marked.fullPath, marked.fullName) = (marked.fullPath + suffix, marked.fullName + suffix)
    }
    put(marked)
  }
}
