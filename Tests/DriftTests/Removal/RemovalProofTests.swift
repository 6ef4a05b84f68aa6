import Drift
import Formats
import Foundation
import Model
import Testing

@Suite("The proof that something is ours")
struct RemovalProofTests {
  private func marked(_ mark: Mark, _ scene: Scene = .namespace) -> Cleanup {
    var cleanup = Cleanup(scene)
    cleanup.alterations.append { object in
      switch object {
      case .namespace(var namespace):
        namespace.mark = mark
        return .namespace(namespace)
      case .pullSecret(var secret):
        secret.mark = mark
        return .pullSecret(secret)
      case .token, .applicationFiles, .applicationAdditions, .argoLines, .vaultAccess, .finalizer: return object
      }
    }
    return cleanup
  }

  @Test(
    "The operator's mark is one where history knows a Project of that NAME",
    arguments: [Scene.namespace, .pullSecret]
  )
  func operatorsMark(scene: Scene) {
    var cleanup = marked(.projectOperator, scene)
    #expect(cleanup.review.permitted.count == 1)
    cleanup.edit { $0.known = .nothing }
    #expect(cleanup.obstacles == [.proof(.unknownToHistory(Cleanup.gone))])
  }

  @Test("Our own mark is one without a history, too", arguments: [Scene.namespace, .pullSecret])
  func ownMark(scene: Scene) {
    var cleanup = Cleanup(scene)
    cleanup.edit { $0.known = .nothing }
    #expect(cleanup.review.permitted.count == 1)
  }

  @Test("A token that says that another cluster made it stays, one that says so of this cluster does not")
  func madeElsewhere() {
    for (maker, mayGo) in [("kube-system-uid", true), ("another-uid", false)] {
      var cleanup = Cleanup(.token)
      cleanup.alterations.append { object in
        guard case .token(var token, let group) = object else { return object }
        token.description = "driftcheck \(maker) projects/shop-qa"
        return .token(token, group: group)
      }
      #expect(cleanup.obstacles == (mayGo ? [] : [.proof(.madeByAnotherCluster)]))
    }
  }

  @Test("An annotation that we would not set is no mark", arguments: ["", "shop-qa", "a/b/c", "/shop-qa", "projects/"])
  func oddAnnotation(text: String) {
    #expect(marked(.driftcheck(project: text)).obstacles == [.proof(.oddMark)])
  }

  @Test("A secret copied into a namespace of other people keeps its mark, and stays")
  func copiedElsewhere() {
    var cleanup = Cleanup(.pullSecret)
    cleanup.everything = true
    cleanup.world.namespaces["team-tools"] = cleanup.world.namespace("team-tools")
    cleanup.world.namespaces["team-tools"]?.mark = .unmarked
    cleanup.world.pullSecrets["team-tools"] = cleanup.world.pullSecret("team-tools")
    let judgement = cleanup.review.judgements.first { $0.removal.name == "team-tools" }
    #expect(judgement?.obstacles == [.proof(.oddMark)])
  }

  @Test("A copy that names a Project which is there stays, unless history knows that it had this NAME")
  func copiedMark() {
    let kept = ObjectReference(namespace: "projects", name: Cleanup.kept)
    var cleanup = marked(.driftcheck(project: kept.description), .pullSecret)
    #expect(cleanup.obstacles == [.proof(.madeForAnotherName(kept))])
    cleanup.known.claims.append(KnownProjects.Claim(name: Cleanup.gone, reference: kept))
    #expect(cleanup.review.permitted.count == 1)
  }

  @Test(
    "What was made for a Project that is there and not served stays",
    arguments: [Break.invalid, .leaving, .settling]
  )
  func unserved(one: Break) {
    let crew = ObjectReference(namespace: "projects", name: "crew-prod")
    var cleanup = marked(.driftcheck(project: crew.description))
    one.apply(to: "crew-prod", in: &cleanup.world)
    #expect(cleanup.obstacles == [.proof(.madeForUnserved(crew))])
  }

  @Test("A file written in another style is ours, one that says something else is not")
  func style() {
    var cleanup = Cleanup(.files)
    cleanup.world.deployment?[Cleanup.gone] += "# seen by ops\n"
    #expect(cleanup.review.permitted.count == 1)
    cleanup.world.deployment?[Cleanup.gone] = "apiVersion: [\n"
    guard case .proof(.otherContent(let words))? = cleanup.obstacles.first else {
      Issue.record("\(cleanup.obstacles)")
      return
    }
    #expect(words.hasPrefix("applications/shop-qa.yaml cannot be read"))
  }

  @Test("A file of which only the folder is left goes, one in a folder of people goes alone")
  func folder() {
    var cleanup = Cleanup(.files)
    cleanup.world.deployment?.files["manifests/shop-qa/web/deployment.yaml"] = "kind: Deployment"
    #expect(cleanup.plannedPaths == ["applications/shop-qa.yaml"])
    cleanup = Cleanup(.files)
    cleanup.world.deployment?.files["applications/shop-qa.yaml"] = nil
    #expect(cleanup.plannedPaths == ["manifests/shop-qa/.gitkeep"])
  }

  @Test(
    "Of a role that is gone every line must be one of ours",
    arguments: [
      ("p, role:shop-qa, applications, get, */*, allow", false), ("g, role:shop-qa, role:admin", false),
      ("g, sre, role:shop-qa", false), ("g, second.crew@example.com, role:shop-qa", true),
      ("p, role:shop-qa, exec, create, shop-qa/*, deny", true), ("p, role:shop-qa, logs, get, shop-qa/*, maybe", true),
    ]
  )
  func lines(line: String, mayGo: Bool) {
    var cleanup = Cleanup(.role)
    cleanup.world.flux?.policy.append(line)
    #expect(cleanup.review.permitted.isEmpty != mayGo)
    let argoEdits = cleanup.argoEdits
    for edit in argoEdits {
      guard case .remove(let rule) = edit else { continue }
      #expect(rule.policyLine != line || line.hasPrefix("g, second"))
    }
  }

  @Test("Where history knows the googleGroup, no other group's grant goes with it")
  func knownGroup() {
    for scene in [Scene.role, .vaultPolicy] {
      var cleanup = Cleanup(scene)
      let estate = World([Cleanup.gone]).withAccessRules.estates.first
      cleanup.edit { $0.former[Cleanup.gone] = estate }
      #expect(cleanup.review.permitted.count == 1)
      cleanup.world.flux?.policy.append("g, second.crew@example.com, role:shop-qa")
      cleanup.world.flux?.grant("shop_qa_access", to: "second.crew@example.com")
      #expect(cleanup.review.permitted.isEmpty)
    }
  }

  @Test("Who shall have a right has it before others lose it", arguments: [Scene.grant, .vaultGrant])
  func grantFirst(scene: Scene) {
    var cleanup = Cleanup(scene)
    cleanup.world.flux?.policy.removeAll { $0 == "g, shop.crew@example.com, role:shop-dev" }
    cleanup.world.flux?.revoke("shop_dev_access", from: "shop.crew@example.com")
    #expect(cleanup.removals.count == 1 && cleanup.review.permitted.isEmpty)
  }

  @Test("A policy that a group of another sort has stays", arguments: ["internal", nil])
  func otherGroup(type: String?) {
    var cleanup = Cleanup(.vaultPolicy)
    cleanup.world.flux?.add(group: "second.crew@example.com", type: type, ["shop_qa_access"])
    #expect(cleanup.review.permitted.isEmpty)
  }
}

extension World {
  fileprivate var withAccessRules: World {
    var world = self
    world.policy.accessRules = true
    return world
  }
}
