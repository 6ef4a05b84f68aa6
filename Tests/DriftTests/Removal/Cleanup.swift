import Desired
import Drift
import Foundation
import Model

/// A world in which one thing may go, and all that speaks for it; each rule can be broken alone.
struct Cleanup {
  static let day = 86_400.0
  /// The Project that stays, and the NAME of the one that is gone.
  static let kept = "shop-dev"
  static let gone = "shop-qa"

  let scene: Scene
  var world: World
  /// What is known of every NAME of this world, whether there is a Project of it or not.
  var known: KnownProjects
  var former: [String: Estate]
  /// The record of every finding.
  var record = RemovalRecord(streak: Streak(runs: 2, since: World.now.addingTimeInterval(-7 * day)))
  /// Whether all that may go is looked at, not only what the scene is about.
  var everything = false
  /// Whether what Projects on their way out own is released.
  var releasing = false
  /// What becomes of the things that may go between search and judgement.
  var alterations: [(Removal.Object) -> Removal.Object] = []
  /// Edits of the evidence, the later ones last.
  private var edits: [(inout RemovalEvidence) -> Void] = []

  init(_ scene: Scene) {
    self.scene = scene
    var world = World([Cleanup.kept, Cleanup.gone, "crew-prod", "web-qa"])
    world.policy.accessRules = true
    let projects = world.roster.served
    world.deployment = WorldDeployment(of: projects)
    world.flux = WorldFlux(of: projects)
    world.gitlab.ownToken = .present(OwnToken(id: 1, name: "nightly", scopes: ["api"], diesAt: nil))
    known = KnownProjects(claims: projects.map { KnownProjects.Claim(name: $0.name, reference: $0.reference) })
    let policy = world.policy
    former = Dictionary(
      uniqueKeysWithValues: known.projects(named: Set(projects.map(\.name))).map { project in
        (project.name, Estate(of: project, under: policy, application: WorldDeployment.template))
      }
    )
    scene.prepare(&world)
    self.world = world
  }

  /// The same with `edit` made to its evidence.
  mutating func edit(_ edit: @escaping (inout RemovalEvidence) -> Void) {
    edits.append(edit)
  }

  var roster: Roster {
    releasing ? world.roster.releasing(askedForBy: World.now.addingTimeInterval(-Cleanup.day)) : world.roster
  }

  var findings: [Finding] {
    Comparison(
      roster: roster.shielding(known),
      estates: world.estates,
      snapshot: world.snapshot,
      policy: world.policy,
      known: known
    ).findings
  }

  /// What may go, of the kind that the scene is about.
  var removals: [Removal] {
    RemovalSearch(in: world.snapshot, roster: roster, estates: world.estates)
      .removals(announcedBy: findings, releasing: true)
      .filter { everything || scene.isAbout($0) }
      .map { removal in
        let object = alterations.reduce(removal.object) { $1($0) }
        return Removal(settling: removal.finding, object, keeper: removal.keeper)
      }
  }

  var evidence: RemovalEvidence {
    var evidence = RemovalEvidence(
      roster: roster,
      snapshot: world.snapshot,
      estates: world.estates,
      policy: world.policy,
      rules: RemovalPolicy(isExclusive: true, releaseAfter: Cleanup.day),
      definition: .present(ProjectDefinition()),
      now: World.now
    )
    evidence.isAsked = true
    evidence.areProjectsComplete = true
    evidence.installation = "kube-system-uid"
    evidence.known = known
    evidence.former = former
    evidence.largestProjectCount = 4
    evidence.records = Dictionary(findings.map { ($0.id, record) }) { first, _ in first }
    evidence.clockSkews = [.kubernetes: 0, .gitlab: 0]
    evidence.usage = [Cleanup.gone: .present(NamespaceUsage())]
    for edit in edits { edit(&evidence) }
    return evidence
  }

  /// From when on the namespace of a NAME may go whose files go now.
  var filesDueAt: Date { World.now.addingTimeInterval(1800) }

  var review: RemovalReview {
    RemovalReview(of: removals, by: evidence)
  }

  /// What speaks against the one removal of the scene.
  var obstacles: [RemovalObstacle] {
    review.judgements.flatMap(\.obstacles)
  }

  /// A last look at the same world.
  var lastLook: LastLook {
    LastLook(
      projects: .success(roster),
      estates: world.estates,
      definition: evidence.definition,
      usage: evidence.usage,
      now: evidence.now
    )
  }
}
