/// What differs between GitLabs: by version, by what an administrator switched, by the mood of the day.
package struct GitLabSettings: Sendable, Hashable {
  /// The version that it says it is.
  package var version = "18.4.1-ee"
  /// The address that links are built from; empty for the sandbox's own.
  package var externalURL = ""
  /// Whether a group that is marked for deletion is renamed, which frees its path (newer versions).
  package var renamesMarkedGroups = true
  /// Whether revoking a token takes its bot with it, and with the bot its whole chain (older versions).
  package var deletesBotsOnRevoke = false
  /// Whether an administrator's token needs the scope `admin_mode` to act as one.
  package var adminMode = false
  /// Whether a token must have an expiry date.
  package var requiresExpiry = true
  /// The longest life of a token in days.
  package var maximumLifetime = 365
  /// How many seconds pass before another use of a token is written down; older versions wait a day.
  package var lastUsedInterval = 600
  /// Above so many rows the answer does not say how many there are.
  package var maximumCount = 10_000
  /// How many requests a minute a caller has, nil for any number.
  package var requestsPerMinute: Int?
  /// Whether every answer says how many requests are left, not only a refusal.
  package var showsRateLimit = false
  /// Whether faults of a new group are printed as Ruby 3.4 prints a hash.
  package var printsNewHashes = false

  /// The settings of a recent GitLab as it comes.
  package init() {}
}

extension GitLabSettings {
  /// Changes what `json` names, as `/sandbox/gitlab` takes it.
  ///
  /// Returns whether all of it was understood.
  mutating func apply(_ json: JSONValue) -> Bool {
    guard let members = json.object else { return false }
    return members.sorted { $0.key < $1.key }.allSatisfy { apply($0.key, $0.value) }
  }

  private mutating func apply(_ name: String, _ value: JSONValue) -> Bool {
    switch name {
    case "version": Self.set(&version, value.string)
    case "externalURL": Self.set(&externalURL, value.string)
    case "renamesMarkedGroups": Self.set(&renamesMarkedGroups, value.bool)
    case "deletesBotsOnRevoke": Self.set(&deletesBotsOnRevoke, value.bool)
    case "adminMode": Self.set(&adminMode, value.bool)
    case "requiresExpiry": Self.set(&requiresExpiry, value.bool)
    case "maximumLifetime": Self.set(&maximumLifetime, value.integer)
    case "lastUsedInterval": Self.set(&lastUsedInterval, value.integer)
    case "maximumCount": Self.set(&maximumCount, value.integer)
    case "requestsPerMinute": Self.set(&requestsPerMinute, value == .null ? .some(nil) : value.integer)
    case "showsRateLimit": Self.set(&showsRateLimit, value.bool)
    case "printsNewHashes": Self.set(&printsNewHashes, value.bool)
    default: false
    }
  }

  private static func set<Value>(_ setting: inout Value, _ value: Value?) -> Bool {
    guard let value else { return false }
    setting = value
    return true
  }
}
