import Drift
import Model

extension Break {
  /// Every finding that `breaks` of one Project cause together: one cause, one finding.
  static func differences(_ breaks: Set<Break>, of name: String, madeBy maker: World.Maker) -> Set<Difference> {
    var found: Set<Difference> = []
    func project(_ fault: Fault, in namespace: String, _ fields: [FieldDifference] = []) {
      found.insert(Difference(.project, fault, of: name, subject: "\(namespace)/\(name)", fields: fields))
    }
    let namespaceLives = breaks.isDisjoint(with: [.namespaceGone, .terminating])
    if breaks.contains(.gone) {
      if namespaceLives, maker != .hand { found.insert(.namespace(.orphaned, name)) }
      return found
    }
    if breaks.contains(.settling) { return found }
    if breaks.contains(.leaving) {
      let field = FieldDifference(
        "metadata.deletionTimestamp",
        desired: .absent,
        observed: .text("2027-01-15T07:59:00Z")
      )
      project(.leaving, in: "projects", [field])
      return found
    }
    if breaks.contains(.invalid) {
      let field = FieldDifference(
        "spec.googleGroup",
        desired: .text("one plain e-mail address"),
        observed: .text("a@b.c, d@e.f")
      )
      project(.invalid, in: "projects", [field])
      return found
    }
    if breaks.contains(.rival) { project(.conflict, in: "rivals") }
    return found.union(differencesOfServed(breaks, of: name, madeBy: maker))
  }

  private static func differencesOfServed(
    _ breaks: Set<Break>,
    of name: String,
    madeBy maker: World.Maker
  ) -> Set<Difference> {
    var found = differencesOfGroup(breaks, of: name)
    let namespaceFields = fields(of: breaks, [.namespace, .label], name)
    if breaks.contains(.namespaceGone) {
      found.insert(.namespace(.missing, name))
    } else if !namespaceFields.isEmpty {
      found.insert(.namespace(.changed, name, fields: namespaceFields))
    }
    let isSecretJudged = breaks.isDisjoint(with: [.namespaceGone, .terminating])
    if isSecretJudged, breaks.contains(.secretGone) { found.insert(.pullSecret(.missing, name)) }
    let isSecretSeen = isSecretJudged && !breaks.contains(.secretGone)
    var secretFields = fields(of: breaks, [.secret, .document], name)

    if !breaks.isDisjoint(with: [.tokenGone, .tokenRevoked, .tokenExpired]) {
      found.formUnion(breaks.isDisjoint(with: [.groupGone, .groupRenamed]) ? absence(breaks, of: name) : [])
    } else if isSecretSeen, breaks.isDisjoint(with: [.groupGone, .groupRenamed]) {
      switch held(by: breaks, madeBy: maker) {
      case .live: found.formUnion(breaks.flatMap { $0.tokenDifferences(of: name) })
      case .another:
        secretFields.append(
          FieldDifference("auths[registry.example.com].password", desired: .masked, observed: .masked)
        )
      case .nothing: break
      }
    }
    if isSecretSeen, !secretFields.isEmpty { found.insert(.pullSecret(.changed, name, fields: secretFields)) }
    return found
  }

  private static func differencesOfGroup(_ breaks: Set<Break>, of name: String) -> Set<Difference> {
    if breaks.contains(.groupGone) { return [.group(.missing, of: name)] }
    let groupFields = fields(of: breaks, [.group], name)
    return groupFields.isEmpty ? [] : [.group(.changed, of: name, fields: groupFields)]
  }

  private static func absence(_ breaks: Set<Break>, of name: String) -> Set<Difference> {
    breaks.contains(.tokenExpired)
      ? [.token(.expired, name, fields: Break.tokenExpired.tokenFields)] : [.token(.missing, name)]
  }

  private static func fields(of breaks: Set<Break>, _ parts: Set<Part>, _ name: String) -> [FieldDifference] {
    allCases.filter { breaks.contains($0) && parts.contains($0.part) }.flatMap { $0.fields(of: name) }
  }

  /// What a pull secret provably holds.
  private enum Held {
    case live, another, nothing
  }

  /// Our annotations know the right password wherever it still stands; without them only what is sent counts.
  private static func held(by breaks: Set<Break>, madeBy maker: World.Maker) -> Held {
    if !breaks.isDisjoint(with: [.passwordOfNoToken, .passwordOfAnotherToken]) { return .another }
    if !breaks.isDisjoint(with: [.keyGone, .binary, .notJSON, .noAuths, .passwordEmpty]) { return .nothing }
    if maker == .driftcheck { return .live }
    return breaks.contains(.authOfAnother) ? .another : .live
  }
}
