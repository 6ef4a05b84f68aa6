import Model

/// What is still there of a NAME that no Project shall have any more, as far as it is ours to remove.
struct Remains {
  /// As findings name them, in the order of kinds.
  let subjects: [String]

  init(of name: String, in evidence: RemovalEvidence) {
    let snapshot = evidence.snapshot
    var subjects: [String] = []
    if let namespace = snapshot.namespaces[name].value, namespace.mark != .unmarked {
      subjects.append("the namespace \(name)")
    }
    if let secret = snapshot.pullSecrets[name].value, secret.mark != .unmarked {
      subjects.append("the pull secret \(secret.reference)")
    }
    if let gitlab = snapshot.gitlab {
      subjects += gitlab.tokens.entries.flatMap { group, tokens in
        tokens.filter { $0.isLive(at: gitlab.time) && Token.project(ofTokenNamed: $0.name, in: group) == name }
          .map { "the token \(Token.subject(of: $0, in: group))" }
      }.sorted()
    }
    if let deployment = snapshot.deployment {
      let files = Removal.ApplicationFiles(
        name: name,
        file: deployment.applications[name].value,
        folder: deployment.manifests[name].value
      )
      subjects += files.paths
    }
    if let policy = snapshot.flux?.argoRbac.value?.policy {
      let role = ArgoRbac.role(of: name)
      if policy.lines(of: role).contains(where: \.rule.allows) { subjects.append(role) }
    }
    if let config = snapshot.flux?.vaultRbac.value {
      let policy = VaultRbac.policy(of: name)
      if !config.policies(named: policy).isEmpty || !config.groups(havingPolicy: policy).isEmpty {
        subjects.append(policy)
      }
    }
    self.subjects = subjects
  }
}
