package import Model
package import Secrets

/// The passwords that GitLab must be asked about, because nothing else proves which token they are.
package struct UnprovenPasswords: Sendable {
  /// Each password once, with a secret that holds it, for messages.
  package let holders: [Secret: ObjectReference]

  /// Those of `estates` in `snapshot`, whether a verdict on them is known or not.
  ///
  /// Where a Project has no live token nobody is asked: its password is dead. Only what stands in a secret now is among
  /// them, and of that nothing which is known to be superseded.
  package init(of estates: some Sequence<Estate>, in snapshot: Snapshot, under policy: Policy) {
    var holders: [Secret: ObjectReference] = [:]
    for estate in estates {
      for password in Credential(of: estate, in: snapshot, under: policy)?.unprovenPasswords ?? []
      where holders[password] == nil {
        holders[password] = estate.pullSecret.reference
      }
    }
    self.holders = holders
  }
}
