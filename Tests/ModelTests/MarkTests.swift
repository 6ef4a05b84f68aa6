import Model
import Testing

@Suite("Whose an object in the cluster is")
struct MarkTests {
  private static let ours = ["app.kubernetes.io/managed-by": "driftcheck"]
  private static let project = ["driftcheck.kyotu.tech/project": "projects/shop-dev"]
  private static let operators = ["app": "kyotu-project-operator"]

  @Test(
    "Our mark is label and annotation together, the operator's its label",
    arguments: [
      ([:], [:], .unmarked),
      (ours, [:], .unmarked),
      ([:], project, .unmarked),
      (["app.kubernetes.io/managed-by": "helm"], project, .unmarked),
      (["app": "shop"], [:], .unmarked),
      (ours, project, .driftcheck(project: "projects/shop-dev")),
      (operators, [:], .projectOperator),
      (operators, project, .projectOperator),
      (operators.merging(ours) { $1 }, [:], .projectOperator),
      (operators.merging(ours) { $1 }, project, .driftcheck(project: "projects/shop-dev")),
    ] as [([String: String], [String: String], Mark)]
  )
  func mark(labels: [String: String], annotations: [String: String], expected: Mark) {
    #expect(Mark(labels: labels, annotations: annotations) == expected)
  }

  @Test(
    "Another manager is whoever the label names, but for ourselves",
    arguments: [([:], nil), (ours, nil), (["app.kubernetes.io/managed-by": ""], nil), (operators, nil)]
      + [(["app.kubernetes.io/managed-by": "Helm"], "Helm")] as [([String: String], String?)]
  )
  func otherManager(labels: [String: String], manager: String?) {
    #expect(Mark.otherManager(in: labels) == manager)
  }

  @Test(
    "Some namespaces are never ours",
    arguments: [
      ("default", true), ("kube-system", true), ("kube-shop-dev", true), ("argocd", true),
      ("shop-dev", false), ("kube", false), ("default-dev", false), ("argocd-dev", false),
    ]
  )
  func protected(namespace: String, isProtected: Bool) {
    let policy = Policy(registryHost: "registry.example.com", protectedNamespaces: ["argocd"])
    #expect(policy.protects(namespace) == isProtected)
  }

  @Test("Kinds stand in the order of the report")
  func kinds() {
    #expect(Kind.allCases.sorted() == Kind.allCases)
    #expect(Kind.project < Kind.namespace)
    #expect(Kind.namespace < Kind.pullSecret)
  }
}
