import Drift
import Model
import Testing

@Suite("What a comparison's silence about the repositories can be believed of")
struct RepositoryCoverageTests {
  private let application = Finding(kind: .application, project: "shop-dev", subject: "shop-dev", fault: .changed)
  private let role = Finding(kind: .argoRbac, project: "shop-dev", subject: "role:shop-dev", fault: .extra)
  private let access = Finding(kind: .vaultRbac, project: "shop-dev", subject: "shop_dev_access", fault: .missing)

  private func judged(_ world: World, orphans: Bool = true) -> [Finding] {
    let coverage = Coverage(roster: world.roster, snapshot: world.snapshot, orphans: orphans)
    return [application, role, access].filter(coverage.judges)
  }

  private var world: World {
    var world = World.withFlux(["shop-dev", "web-qa"])
    world.deployment = WorldDeployment(of: world.roster.served)
    return world
  }

  private func unknown(_ system: Unreadable.System) -> Unreadable {
    Unreadable(system: system, subject: "branch main", reason: "no answer")
  }

  @Test("Where all was read, all is judged; where no repository is looked at, nothing")
  func all() {
    #expect(judged(world) == [application, role, access])
    #expect(judged(World(["shop-dev"])) == [])
  }

  @Test("What was not read is not judged, and all else is")
  func unread() {
    var deploymentLost = world
    deploymentLost.deployment?.failure = unknown(.deployment)
    #expect(judged(deploymentLost) == [role, access])
    var policyLost = world
    policyLost.flux?.argoFailure = unknown(.flux)
    #expect(judged(policyLost) == [application, access])
    var configLost = world
    configLost.flux?.vaultFailure = unknown(.flux)
    #expect(judged(configLost) == [application, role])
  }

  @Test("One text that could not be read leaves its own Project unjudged")
  func unreadText() {
    var own = world
    own.deployment?["shop-dev"] += "# more\n"
    own.deployment?.unreadableTexts["shop-dev"] = unknown(.deployment)
    #expect(judged(own) == [role, access])
    var other = world
    other.deployment?["web-qa"] += "# more\n"
    other.deployment?.unreadableTexts["web-qa"] = unknown(.deployment)
    #expect(judged(other) == [application, role, access])
  }

  @Test("Of a Project that is leaving nothing is judged")
  func leaving() {
    var world = world
    Break.leaving.apply(to: "shop-dev", in: &world)
    #expect(judged(world) == [])
  }
}
