import Foundation

extension GitLabWorld {
  /// Changes the token of that number; where there is none, nothing.
  mutating func edit(_ id: Int, _ change: (inout GitLabToken) -> Void) {
    guard var token = tokens[id] else { return }
    change(&token)
    put(token)
  }
}

// The edits that drifts in GitLab are made of. What is not there is left alone.
extension World {
  mutating func editGroup(_ path: String, _ change: (inout GitLabGroup) -> Void) {
    guard var group = gitlab.group(at: path) else { return }
    change(&group)
    gitlab.put(group)
  }

  mutating func takeGroup(_ path: String) {
    if let group = gitlab.group(at: path) { gitlab.remove(group) }
  }

  mutating func endGroup(_ path: String, on day: CalendarDay, renaming: Bool) {
    guard let group = gitlab.group(at: path) else { return }
    gitlab.markForDeletion(group, on: day, renaming: renaming)
  }

  /// Changes the token that the pull secret of the Project called `name` held at first.
  mutating func editToken(of name: String, _ change: (inout GitLabToken) -> Void) {
    if let token = gitlab.token(holding: Identifiers.token(name)) { gitlab.edit(token.id, change) }
  }

  mutating func takeToken(of name: String) {
    if let token = gitlab.token(holding: Identifiers.token(name)) { gitlab.remove(token) }
  }

  /// Puts another token beside that of the Project called `name`, like it but for its number and secret.
  mutating func addToken(besideThatOf name: String, id: Int, _ change: (inout GitLabToken) -> Void) {
    guard var token = gitlab.token(holding: Identifiers.token(name)) else { return }
    token.id = id
    token.userID = 1_000_000 + id
    token.secret = Identifiers.token("gitlab/planted/\(id)")
    change(&token)
    gitlab.put(token)
  }

  /// Makes the pull secret of the Project called `name` hold `password`, otherwise as it should be.
  mutating func fillPullSecret(of name: String, password: String) {
    fillPullSecret(of: name, PullSecret(username: "\(name)-image-puller", password: password).configuration)
  }

  mutating func annotatePullSecret(of name: String, _ claim: TokenNote) {
    edit(.secrets, Self.pullSecret(of: name)) { secret in
      for (key, value) in claim.annotations { secret[["metadata", "annotations", key]] = .string(value) }
    }
  }
}
