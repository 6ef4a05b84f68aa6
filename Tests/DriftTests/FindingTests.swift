import Drift
import Foundation
import Model
import Testing

@Suite("Findings")
struct FindingTests {
  @Test(
    "The same difference has the same id in every run and every version",
    arguments: [
      (Kind.namespace, "shop-dev", Fault.missing, "b5cba40291bce10a"),
      (.pullSecret, "shop-dev/gitlab-registry-image-pull-secret", .changed, "8ca6f91f2e4c5811"),
      (.project, "projects/shop-dev", .invalid, "2d309f3400d08e0c"),
      (.group, "shop", .orphaned, "1c174de338830517"),
    ]
  )
  func pinned(kind: Kind, subject: String, fault: Fault, id: String) {
    #expect(Finding(kind: kind, project: "any", subject: subject, fault: fault).id == id)
  }

  @Test("Wording, fields and severity do not change an id; kind, subject and fault do")
  func identity() {
    let finding = Finding(kind: .namespace, project: "a-dev", subject: "a-dev", fault: .changed)
    var reworded = finding
    reworded.project = "b-dev"
    reworded.severity = .low
    reworded.fields = [FieldDifference("type", desired: .absent, observed: .masked)]
    reworded.action = ProposedAction("set the labels")
    reworded.reason = "because"
    #expect(reworded.id == finding.id)
    var others = [finding, finding, finding]
    others[0].kind = .pullSecret
    others[1].subject = "b-dev"
    others[2].fault = .missing
    #expect(Set(([finding] + others).map(\.id)).count == 4)
  }

  @Test("Over every kind, fault and many subjects no two share an id")
  func unique() {
    var ids: Set<String> = []
    for kind in Kind.allCases {
      for fault in Fault.allCases {
        for number in 0..<1_000 {
          ids.insert(Finding(kind: kind, project: "", subject: "team\(number)-dev", fault: fault).id)
        }
      }
    }
    #expect(ids.count == Kind.allCases.count * Fault.allCases.count * 1_000)
    #expect(ids.allSatisfy { $0.count == 16 && $0.allSatisfy(\.isHexDigit) })
  }

  @Test("They come by Project, then by kind, then by subject")
  func order() {
    var world = World(["b-dev", "a-dev", "c-dev"])
    Break.labelGone.apply(to: "b-dev", in: &world)
    Break.secretGone.apply(to: "b-dev", in: &world)
    Break.rival.apply(to: "b-dev", in: &world)
    Break.gone.apply(to: "a-dev", in: &world)
    Break.namespaceGone.apply(to: "c-dev", in: &world)
    var third = World.resource("b-dev", in: "another", uid: "z")
    third.createdAt = World.now.addingTimeInterval(-7_200)
    world.resources.append(third)
    #expect(
      world.findings.map { "\($0.kind) \($0.fault) \($0.subject)" } == [
        "namespace orphaned a-dev",
        "project conflict another/b-dev",
        "project conflict rivals/b-dev",
        "namespace changed b-dev",
        "pullSecret missing b-dev/gitlab-registry-image-pull-secret",
        "namespace missing c-dev",
      ]
    )
  }

  @Test(
    "What stops images from being pulled, or what is about to be lost, is critical",
    arguments: [
      (Break.secretGone, Severity.critical), (.opaqueType, .critical), (.otherRegistry, .critical),
      (.terminating, .critical), (.namespaceGone, .high), (.invalid, .high), (.rival, .high),
      (.labelGone, .medium), (.leaving, .low), (.gone, .low),
      (.tokenGone, .critical), (.tokenExpired, .critical), (.passwordOfNoToken, .critical), (.groupRenamed, .critical),
      (.groupMarked, .critical), (.groupGone, .high), (.groupPublic, .high), (.expiring, .high), (.lowLevel, .high),
      (.highLevel, .high), (.noExpiry, .high), (.twin, .medium),
    ]
  )
  func severity(one: Break, expected: Severity) {
    var world = World()
    one.apply(to: "shop-dev", in: &world)
    #expect(world.findings.map(\.severity) == [expected])
  }

  @Test("Severities stand from the most urgent down")
  func severities() {
    #expect(Severity.allCases.sorted() == [.critical, .high, .medium, .low])
  }

  @Test("The finding on a missing namespace names the secret that is missing with it")
  func namesWhatIsFolded() {
    var world = World()
    Break.namespaceGone.apply(to: "shop-dev", in: &world)
    #expect(world.findings.first?.reason == "with it the pull secret gitlab-registry-image-pull-secret is missing")
  }

  @Test("Every flaw of an invalid Project stands in its one finding")
  func flaws() {
    var world = World(["shop-dev"])
    world.resources[0].projectID = .text("../x")
    world.resources[0].environmentType = .other("a number")
    world.resources[0].googleGroup = .other("a list")
    let finding = world.findings.first
    #expect(world.findings.count == 1)
    #expect(finding?.fields.map(\.path) == ["spec.projectId", "spec.environmentType", "spec.googleGroup"])
    #expect(finding?.fields.map(\.observed) == [.text("../x"), .text("a number"), .text("a list")])
    #expect(finding?.action == nil)
  }
}
