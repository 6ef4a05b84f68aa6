// Reading groups.
extension GitLabInstance {
  /// A listing of groups, of all or of those below one.
  ///
  /// - Parameter belongs: Whether the first group is listed for the second one's listing.
  /// - Throws: ``GitLabError``.
  func listGroups(
    _ request: SandboxRequest,
    _ caller: GitLabCaller?,
    below id: String? = nil,
    where belongs: (GitLabGroup, GitLabGroup) -> Bool = { _, _ in true }
  ) throws -> SandboxAnswer {
    let parent = try id.map { try group($0, caller) }
    var form = GitLabForm(request)
    let filter = GroupFilter(&form, isBelowOne: parent != nil)
    let page = GitLabPage(request, &form)
    try form.check()
    // Only callers without a token get keyset pages; for others the parameter means nothing.
    if caller == nil, form.text("pagination") == "keyset", !filter.isOrderedByNameUpwards {
      throw GitLabError.unavailablePagination
    }
    var rows = groupsByName()
    if let parent { rows = rows.filter { $0.isWithin(parent) && belongs($0, parent) } }
    rows = filter.order(rows.filter { shows($0, to: caller, filter) && filter.accepts($0) })
    return page.answer(
      rows,
      externalURL: settings.externalURL,
      maximumCount: settings.maximumCount,
      show: entity
    )
  }

  private func shows(_ group: GitLabGroup, to caller: GitLabCaller?, _ filter: GroupFilter) -> Bool {
    guard let caller else { return group.visibility == .everybody }
    // Both count membership, also an administrator's, and make all_available mean nothing.
    if let level = filter.minimumLevel { return world.memberLevel(of: caller, in: group) >= level }
    return filter.showsAll ?? caller.isAdministrator || filter.isBelowOne
      ? world.canRead(group, as: caller) : world.belongs(caller, to: group)
  }

  func entity(of group: GitLabGroup) -> JSONValue {
    var entity: JSONValue = [
      "id": .integer(group.id), "name": .string(group.name), "path": .string(group.path),
      "full_name": .string(group.fullName), "full_path": .string(group.fullPath),
      "description": .string(group.note), "visibility": .string(group.visibility.rawValue),
      "web_url": .string("\(settings.externalURL)/groups/\(group.fullPath)"),
      "created_at": .string(Timestamp.gitlab(group.createdAt)), "organization_id": 1, "archived": false,
      "share_with_group_lock": false, "require_two_factor_authentication": false, "lfs_enabled": true,
      "two_factor_grace_period": 48, "project_creation_level": "developer",
      "subgroup_creation_level": "maintainer", "request_access_enabled": true, "avatar_url": .null,
      "default_branch": .null, "ldap_cn": .null, "ldap_access": .null,
    ]
    entity["parent_id"] = group.parentID.map(JSONValue.integer) ?? .null
    entity["marked_for_deletion_on"] = group.markedForDeletionOn.map { .string($0.text) } ?? .null
    return entity
  }
}

/// The parameters that pick and order the groups of a listing.
private struct GroupFilter {
  enum Order: String {
    case name, path, id, similarity
  }

  enum Direction: String {
    case upwards = "asc"
    case downwards = "desc"
  }

  var isBelowOne: Bool
  var showsAll: Bool?
  /// The level that the caller must have as a member, nil for any.
  var minimumLevel: Int?
  private var topLevelOnly: Bool
  private var visibility: GitLabGroup.Visibility?
  private var search: FuzzySearch?
  private var skipped: Set<Int>
  private var ordering: Order
  private var direction: Direction

  init(_ form: inout GitLabForm, isBelowOne: Bool) {
    self.isBelowOne = isBelowOne
    showsAll = form.flag("all_available")
    let levels = Set(GitLabInstance.accessLevels)
    minimumLevel = form.number("min_access_level", where: levels.contains)
    if form.flag("owned") == true { minimumLevel = 50 }
    topLevelOnly = form.flag("top_level_only") ?? false
    visibility = form.choice("visibility", GitLabGroup.Visibility.self)
    search = form.text("search").flatMap { $0.isEmpty ? nil : FuzzySearch($0) }
    skipped = Set(form.numbers("skip_groups"))
    ordering = form.choice("order_by", Order.self) ?? .name
    direction = form.choice("sort", Direction.self) ?? .upwards
  }

  var isOrderedByNameUpwards: Bool { ordering == .name && direction == .upwards }

  func accepts(_ group: GitLabGroup) -> Bool {
    if topLevelOnly, group.parentID != nil { return false }
    if let visibility, group.visibility != visibility { return false }
    if skipped.contains(group.id) { return false }
    guard let search else { return true }
    // Without a parent the whole route is searched, so that all groups below a hit are hits, too.
    let isOwnOnly = isBelowOne || topLevelOnly
    return search.finds(isOwnOnly ? [group.path, group.name] : [group.fullPath, group.fullName])
  }

  /// Orders groups that come ordered by name.
  func order(_ groups: [GitLabGroup]) -> [GitLabGroup] {
    let ordered =
      switch ordering {
      case .name, .similarity: groups
      case .path: groups.sorted { ($0.path, $0.id) < ($1.path, $1.id) }
      case .id: groups.sorted { $0.id < $1.id }
      }
    return direction == .upwards ? ordered : ordered.reversed()
  }
}
