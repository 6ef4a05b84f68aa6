import Foundation
import Model
import Secrets

/// The GitLab of a ``World``.
struct WorldGitLab {
  var groups: [String: LiveGroup] = [:]
  /// By the path of the group.
  var tokens: [String: [LiveToken]] = [:]
  /// What GitLab says of a password; of all others that they are dead.
  var verdicts: [Secret: PasswordVerdict] = [:]
  var time = World.now
  var ownToken = Sighting<OwnToken>.absent
  var lastUseResolution = 600.0
  /// Why the whole list of groups could not be read; nil where it was.
  var groupsFailure: Unreadable?
  /// Single groups and token lists that could not be read, by path.
  var unreadableGroups: [String: Unreadable] = [:]
  var unreadableTokens: [String: Unreadable] = [:]

  static let day = 86_400.0
  /// 00:00 UTC of the day of ``World/now``.
  static let today = Date(timeIntervalSince1970: 1_799_971_200)

  /// The token of the Project `name`: of a year, 100 days old.
  static func token(of name: String) -> LiveToken {
    LiveToken(
      id: id(name),
      name: "\(name)-image-puller",
      scopes: ["read_registry"],
      level: 20,
      createdAt: World.now.addingTimeInterval(-100 * day),
      diesAt: today.addingTimeInterval(265 * day)
    )
  }

  /// The id of what is called `name`.
  static func id(_ name: String) -> Int {
    name.utf8.reduce(7) { ($0 * 31 + Int($1)) % 1_000_003 }
  }

  /// Adds a token to the group at `path`, which is created where there is none.
  mutating func add(_ token: LiveToken, holding password: String, to path: String) {
    if groups[path] == nil { groups[path] = LiveGroup(id: WorldGitLab.id(path), fullPath: path) }
    tokens[path, default: []].append(token)
    verdicts[Secret(password)] = .alive(id: token.id)
  }

  /// Edits the tokens of the Project `name`.
  mutating func change(_ name: String, _ edit: (inout LiveToken) -> Void) {
    let group = World.group(of: name)
    for index in (tokens[group] ?? []).indices where tokens[group]?[index].name == "\(name)-image-puller" {
      guard var token = tokens[group]?[index] else { continue }
      edit(&token)
      tokens[group]?[index] = token
    }
  }

  /// What a run would know after it looked at the groups that `estates` ask for.
  func seen(for estates: [Estate]) -> Snapshot.GitLab {
    var groupList = groupsFailure.map(Listing.unreadable) ?? Listing.read(groups)
    for (path, reason) in unreadableGroups { groupList.note(.unreadable(reason), for: path) }
    var tokenList = groupsFailure.map(Listing.unreadable) ?? Listing<String, [LiveToken]>.read([:])
    for path in Set(estates.compactMap(\.credential?.group.fullPath)) {
      let list = groupList[path].map { _ in tokens[path] ?? [] }
      tokenList.note(unreadableTokens[path].map(Sighting.unreadable) ?? list, for: path)
    }
    var seen = Snapshot.GitLab(groups: groupList, tokens: tokenList, time: time)
    seen.ownToken = ownToken
    seen.lastUseResolution = lastUseResolution
    return seen
  }
}
