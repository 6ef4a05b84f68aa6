package import struct Foundation.TimeInterval

/// What the configuration says about groups and tokens; there is none where no GitLab is looked at.
package struct TokenPolicy: Sendable, Hashable {
  /// When GitLab is asked what became of a password.
  package enum Verification: String, CaseIterable, Sendable, Codable {
    /// Where the annotations of the pull secret do not prove it.
    case auto
    /// Always.
    case always
    /// Never: a password that is not proved is not judged.
    case never
  }

  /// The full path of the group that all groups are in; nil for the top.
  package var parentGroup: String?
  package var scopes: Set<String>
  /// 20 is Reporter.
  package var level: Int
  /// How long a new token lives, in seconds.
  package var lifetime: TimeInterval
  /// How long before its end a token counts as expiring, in seconds; at most a third of its whole life.
  package var rotateBefore: TimeInterval
  /// How long a predecessor stays valid after its successor was written, in seconds.
  package var overlap: TimeInterval
  /// How many tokens that still work are replaced in one run, at most.
  package var maxPerRun: Int
  package var verification: Verification

  package init(
    parentGroup: String? = nil,
    scopes: Set<String> = ["read_registry"],
    level: Int = 20,
    lifetime: TimeInterval = 365 * 86_400,
    rotateBefore: TimeInterval = 30 * 86_400,
    overlap: TimeInterval = 3600,
    maxPerRun: Int = 50,
    verification: Verification = .auto
  ) {
    self.parentGroup = parentGroup
    self.scopes = scopes
    self.level = level
    self.lifetime = lifetime
    self.rotateBefore = rotateBefore
    self.overlap = overlap
    self.maxPerRun = maxPerRun
    self.verification = verification
  }

  /// The full path of the group of the project `projectID`.
  package func groupPath(of projectID: String) -> String {
    parentGroup.map { "\($0)/\(projectID)" } ?? projectID
  }
}
