import Formats
import Model
import Secrets

extension PullSecret {
  /// Compares the pull secret wished for with the one seen; nil where they agree, where nothing is known, or where the
  /// namespace's own finding already says it.
  func difference(
    from sighting: Sighting<LivePullSecret>,
    in namespace: Sighting<LiveNamespace>,
    of estate: Estate
  ) -> Finding? {
    if let live = namespace.value, live.deletedAt != nil { return nil }
    switch (sighting, namespace) {
    case (.unreadable, _):
      return nil
    case (.absent, .present):
      return missing(of: estate)
    case (.absent, .absent), (.absent, .unreadable), (.present, .absent):
      return nil
    case (.present(let live), .present), (.present(let live), .unreadable):
      return changed(live, of: estate)
    }
  }

  private func missing(of estate: Estate) -> Finding {
    Finding(
      kind: .pullSecret,
      project: estate.project.name,
      subject: reference.description,
      fault: .missing,
      action: .createPullSecret
    )
  }

  private func changed(_ live: LivePullSecret, of estate: Estate) -> Finding? {
    var fields: [FieldDifference] = []
    if live.type != PullSecret.type {
      fields.append(FieldDifference("type", desired: .text(PullSecret.type), observed: .text(live.type)))
    }
    fields += documentDifferences(live.document)
    guard !fields.isEmpty else { return nil }
    let repair = live.replacementReason.map(ProposedAction.recreatePullSecret)
    return changed(fields, repair: repair ?? .correctPullSecret, of: estate)
  }

  /// The finding on a secret whose password is not that of the Project's live token.
  ///
  /// - Parameter shape: the finding on its other fields, which becomes one with it.
  func holding(_ words: String, in live: LivePullSecret, shape: Finding?, of estate: Estate) -> Finding {
    let password = FieldDifference("auths[\(RegistryHost(registry))].password", desired: .masked, observed: .masked)
    var finding = needingToken(shape ?? changed([], repair: nil, of: estate), live)
    if !finding.fields.contains(where: { $0.path == password.path }) { finding.fields.append(password) }
    finding.reason = "there is a live token, but \(words)"
    return finding
  }

  /// `finding` with the repair of a secret that holds no password around which it could be mended.
  ///
  /// - Parameter live: the secret; nil where there is none.
  func needingToken(_ finding: Finding, _ live: LivePullSecret?) -> Finding {
    var finding = finding
    finding.action = live?.replacementReason.map(ProposedAction.createTokenAndPullSecret) ?? .createToken
    return finding
  }

  private func changed(_ fields: [FieldDifference], repair: ProposedAction?, of estate: Estate) -> Finding {
    Finding(
      kind: .pullSecret,
      project: estate.project.name,
      subject: reference.description,
      fault: .changed,
      fields: fields,
      action: repair
    )
  }

  private func documentDifferences(_ document: LivePullSecret.Document) -> [FieldDifference] {
    let path = "data[\(PullSecret.key)]"
    let readable = FieldDifference.Side.text("a document with auths[\(RegistryHost(registry))]")
    switch document {
    case .missing:
      return [FieldDifference(path, desired: readable, observed: .absent)]
    case .binary:
      return [FieldDifference(path, desired: readable, observed: .text("no text"))]
    case .text(let text):
      do {
        return entryDifferences(try DockerConfig(parsing: text))
      } catch {
        switch error {
        case .notJSON: return [FieldDifference(path, desired: readable, observed: .text("no JSON"))]
        case .noAuths: return [FieldDifference(path, desired: readable, observed: .text("JSON without auths"))]
        }
      }
    }
  }

  /// The differences of the registry's entry; of several that mean the same registry, one good one is enough.
  private func entryDifferences(_ config: DockerConfig) -> [FieldDifference] {
    let host = RegistryHost(registry)
    guard let closest = closestEntry(in: config) else {
      let others = Set(config.auths.keys.map { RegistryHost($0).description }).sorted()
      return [
        FieldDifference(
          "auths[\(host)]",
          desired: .text("credentials of \(username)"),
          observed: others.isEmpty ? .absent : .text("only \(others.joined(separator: ", "))")
        )
      ]
    }
    return closest.differences
  }

  /// The entry for the registry that lacks least, with its key; nil where there is none.
  func closestEntry(in config: DockerConfig) -> (key: String, differences: [FieldDifference])? {
    let host = RegistryHost(registry)
    return config.entries(for: host)
      .map { ($0.key, differences(of: $0.entry, at: "auths[\(host)]")) }
      .min { $0.1.count < $1.1.count }
  }

  private func differences(of entry: DockerConfig.Entry, at path: String) -> [FieldDifference] {
    let sent = entry.credentials
    let observedName = entry.username ?? sent?.username
    let observedPassword = entry.password ?? sent?.password
    var fields: [FieldDifference] = []
    if observedName != username {
      let observed = observedName.map { side(of: $0, besides: observedPassword) } ?? .absent
      fields.append(FieldDifference("\(path).username", desired: .text(username), observed: observed))
    }
    if observedPassword?.isEmpty ?? true {
      fields.append(FieldDifference("\(path).password", desired: .masked, observed: .absent))
    }
    if entry.auth == nil {
      fields.append(FieldDifference("\(path).auth", desired: .masked, observed: .absent))
    } else if sent == nil || sent?.username != observedName || sent?.password != observedPassword {
      fields.append(FieldDifference("\(path).auth", desired: .masked, observed: .masked))
    }
    return fields
  }

  /// A user name as it may be shown: masked where somebody seems to have put a password in its place.
  private func side(of name: String, besides password: Secret?) -> FieldDifference.Side {
    let isSwapped = password == Secret(username) || password == Secret(name)
    return isSwapped || looksLikeToken(name) ? .masked : .text(name)
  }

  /// GitLab's tokens begin with `glpat-`, `gldt-`, `glrt-` and the like.
  private func looksLikeToken(_ text: String) -> Bool {
    text.hasPrefix("gl") && text.prefix { $0 != "-" }.count < min(text.count, 9)
  }
}
