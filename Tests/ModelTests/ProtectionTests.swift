import Model
import Testing

@Suite("What keeps an object from being removed")
struct ProtectionTests {
  @Test("Nothing, by default, and no label that everybody sets")
  func nothing() {
    let labels = ["app.kubernetes.io/instance": "shop", "argocd.argoproj.io/managed-by": "argocd"]
    #expect(Protection(labels: labels, annotations: [Mark.protectAnnotation: "false"], owner: nil) == nil)
  }

  @Test("Its own annotation, before all else")
  func annotation() {
    let annotations = [Mark.protectAnnotation: "true", "argocd.argoproj.io/tracking-id": "shop:apps/Deployment:a/b"]
    #expect(Protection(labels: [:], annotations: annotations, owner: "Deployment web") == .annotation)
  }

  @Test("An owner that says it is the controller")
  func owner() {
    #expect(Protection(labels: [:], annotations: [:], owner: "Tenant shop") == .controlled(by: "Tenant shop"))
  }

  @Test("Argo CD's tracking")
  func argo() {
    let tracked = Protection(
      labels: [:],
      annotations: ["argocd.argoproj.io/tracking-id": "teams:/Namespace:/shop-dev"],
      owner: nil
    )
    #expect(tracked == .controlled(by: "Argo CD's application teams"))
    let labelled = Protection(labels: ["argocd.argoproj.io/instance": "teams"], annotations: [:], owner: nil)
    #expect(labelled == .controlled(by: "Argo CD's application teams"))
  }

  @Test(
    "Flux's tracking",
    arguments: [("kustomize", "Kustomization"), ("helm", "HelmRelease")]
  )
  func flux(group: String, kind: String) {
    var labels = ["\(group).toolkit.fluxcd.io/name": "teams"]
    #expect(Protection(labels: labels, annotations: [:], owner: nil) == .controlled(by: "Flux's \(kind) teams"))
    labels["\(group).toolkit.fluxcd.io/namespace"] = "flux-system"
    #expect(
      Protection(labels: labels, annotations: [:], owner: nil) == .controlled(by: "Flux's \(kind) flux-system/teams")
    )
  }
}
