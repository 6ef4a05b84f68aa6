import Drift
import Model
import Testing

@Suite("What could not be read is never called absent")
struct UnreadableTests {
  private let forbidden = Unreadable(
    system: .kubernetes,
    subject: "namespaces",
    reason: "403 Forbidden",
    missingPermission: "list namespaces (core)"
  )

  @Test("An unread list of namespaces says nothing of any namespace, nor of a secret that is not seen")
  func noNamespaces() {
    var world = World()
    Break.namespaceGone.apply(to: "shop-dev", in: &world)
    Break.secretGone.apply(to: "crew-prod", in: &world)
    Break.gone.apply(to: "web-qa", in: &world)
    world.namespacesFailure = forbidden
    #expect(world.findings.isEmpty)
    #expect(world.snapshot.unreadable == [forbidden])
  }

  @Test("A secret that was seen is still compared where namespaces are unknown")
  func secretWithoutNamespaces() {
    var world = World()
    Break.opaqueType.apply(to: "shop-dev", in: &world)
    world.namespacesFailure = forbidden
    #expect(world.differences == Break.differences([.opaqueType], of: "shop-dev", madeBy: .driftcheck))
  }

  @Test("An unread list of secrets hides no namespace's finding")
  func noSecrets() {
    var world = World()
    Break.namespaceGone.apply(to: "shop-dev", in: &world)
    Break.labelGone.apply(to: "crew-prod", in: &world)
    Break.gone.apply(to: "web-qa", in: &world)
    world.pullSecretsFailure = forbidden
    #expect(
      world.differences == [
        .namespace(.missing, "shop-dev"),
        .namespace(.changed, "crew-prod", fields: Break.labelGone.fields(of: "crew-prod")),
        .namespace(.orphaned, "web-qa"),
      ]
    )
  }

  @Test("With both lists unread only the Projects themselves are judged")
  func nothingRead() {
    var world = World()
    Break.rival.apply(to: "shop-dev", in: &world)
    Break.gone.apply(to: "web-qa", in: &world)
    world.namespacesFailure = forbidden
    world.pullSecretsFailure = forbidden
    #expect(world.differences == Break.differences([.rival], of: "shop-dev", madeBy: .driftcheck))
  }

  @Test("One unreadable namespace or secret is unknown, alone", arguments: Break.allCases)
  func singleObjects(one: Break) {
    var world = World()
    for name in ["shop-dev", "crew-prod"] { one.apply(to: name, in: &world) }
    world.unreadableNamespaces["shop-dev"] = forbidden
    world.unreadablePullSecrets["shop-dev"] = forbidden
    let known = Break.differences([one], of: "shop-dev", madeBy: .driftcheck).filter { difference in
      switch difference.kind {
      case .project, .group: true
      case .token: difference.fault == .missing || difference.fault == .expired
      case .namespace, .pullSecret, .application, .argoRbac, .vaultRbac: false
      }
    }
    #expect(world.differences == Break.differences([one], of: "crew-prod", madeBy: .driftcheck).union(known))
    #expect(world.snapshot.unreadable == [forbidden])
  }

  @Test("Two lists of different moments: a secret without its namespace is named by the namespace's finding")
  func secretOutlivesNamespace() {
    var world = World()
    world.namespaces["shop-dev"] = nil
    Break.opaqueType.apply(to: "shop-dev", in: &world)
    #expect(world.differences == [.namespace(.missing, "shop-dev")])
  }
}
