import Desired
import Drift
import Foundation
import Model
import Reports
import Secrets
import Testing

@Suite("A secret value")
struct MaskingTests {
  @Test("is masked on both sides, and that it differs is still said")
  func bothSides() throws {
    let field = FieldDifference("auth", desired: .masked, observed: .masked)
    let report = aReport([new(aFinding(kind: .pullSecret, fault: .changed, fields: [field]))])
    #expect(lines(report).contains("            auth: (secret) -> should be another (secret)"))
    let json = try report.rendered(as: .json)
    #expect(json.contains(#""desired" : "<secret>""#))
    #expect(json.contains(#""observed" : "<secret>""#))
  }

  @Test("is masked beside an absent one")
  func oneSide() {
    let field = FieldDifference("password", desired: .masked, observed: .absent)
    let report = aReport([new(aFinding(kind: .pullSecret, fault: .changed, fields: [field]))])
    #expect(lines(report).contains("            password: (absent) -> should be (secret)"))
  }

  @Test("planted in the cluster reaches no report in any form", arguments: ReportFormat.allCases)
  func planted(format: ReportFormat) throws {
    let password = "glpat-planted-4711"
    let auth = Data("somebody:\(password)".utf8).base64EncodedString()
    let document =
      #"{"auths":{"registry.example.com":{"username":"shop-dev-image-puller","password":"\#(password)","#
      + #""auth":"\#(auth)"}}}"#
    let report = aReport(findings(onPullSecretHolding: document).map(new))
    let text = try report.rendered(as: format)
    #expect(report.standing == 1)
    #expect(text.contains("auths[registry.example.com].auth"))
    #expect(!text.contains(password))
    #expect(!text.contains(auth))
  }

  /// What the comparison finds where all is as wished but the document of the pull secret.
  private func findings(onPullSecretHolding document: String) -> [Finding] {
    let policy = Policy(registryHost: "registry.example.com")
    let resource = ProjectResource(
      reference: ObjectReference(namespace: "projects", name: "shop-dev"),
      uid: "1",
      projectID: .text("shop"),
      environmentType: .text("dev")
    )
    let roster = Roster([resource], now: nil, settle: 0)
    let estates = roster.served.map { Estate(of: $0, under: policy) }
    let snapshot = Snapshot(
      namespaces: .read(["shop-dev": LiveNamespace(name: "shop-dev", uid: "2", resourceVersion: "1")]),
      pullSecrets: .read([
        "shop-dev": LivePullSecret(
          reference: ObjectReference(namespace: "shop-dev", name: policy.pullSecretName),
          uid: "3",
          resourceVersion: "1",
          document: .text(Secret(document))
        )
      ])
    )
    return Comparison(roster: roster, estates: estates, snapshot: snapshot, policy: policy).findings
  }
}
