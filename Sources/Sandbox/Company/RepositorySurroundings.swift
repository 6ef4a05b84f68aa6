/// What else the repositories hold, and what people made of files that are ours without changing what they say.
///
/// None of it is drift: a check that names any of it raises a false alarm.
enum RepositorySurroundings {
  static func add(to git: inout GitWorld) {
    addFiles(to: &git)
    restyle(in: &git)
  }

  private static func addFiles(to git: inout GitWorld) {
    git[.deployment, "README.md"] = "# What Argo CD deploys\n\nPut your manifests into manifests/NAME/APPLICATION.\n"
    git[.deployment, "CODEOWNERS"] = "/applications/ @platform\n"
    // Names that no Project can have.
    git[.deployment, "applications/platform.yaml"] = ApplicationFile.text("platform")
    git[.deployment, "applications/kustomization.yaml"] = "resources: [platform.yaml]\n"
    git[.deployment, "applications/archive/beta-qa.yaml"] = "# gone since spring\n"
    git[.deployment, "manifests/shared/network-policy.yaml"] = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
    // What a team deploys.
    for name in ["shop-prod", "shop-stage", "billing-prod"] {
      git[.deployment, "manifests/\(name)/web/deployment.yaml"] =
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"
      git[.deployment, "manifests/\(name)/web/configs/values.yaml"] = "replicas: 3\n"
    }
    git[.flux, "README.md"] = "# What Flux installs\n"
    git[.flux, "namespaces/monitoring/prometheus/values.yaml"] = "retention: 15d\n"
    git[.flux, "namespaces/argocd/argocd-operator/kustomization.yaml"] = "resources: [rbac.yaml]\n"
  }

  private static func restyle(in git: inout GitWorld) {
    // Remarks, other quotes, and no line end at the end.
    git.edit(.deployment, ApplicationFile.path("search-prod")) { text in
      text = "# Ask #search before you change this.\n" + text.replacing("'", with: "\"")
      text.removeLast()
    }
    // The objects in another order, and a document with nothing in it.
    git.edit(.deployment, ApplicationFile.path("identity-dev")) { text in
      text = "---\n" + text.split(separator: "\n---\n").reversed().joined(separator: "\n---\n") + "\n---\n"
    }
    // Written on Windows.
    git.edit(.deployment, ApplicationFile.path("warehouse-test")) { $0 = $0.replacing("\n", with: "\r\n") }
    // In flow style, and a list in another order whose order means nothing.
    git.edit(.deployment, ApplicationFile.path("gateway-stage")) { text in
      let list = ["CreateNamespace=true", "PruneLast=true"]
      let block = list.map { "          - \($0)\n" }.joined()
      text = text.replacing(
        "syncOptions:\n\(block)",
        with: "syncOptions: [\(list.reversed().joined(separator: ", "))]\n"
      )
      text = text.replacing("automated:\n          prune: true", with: "automated: {prune: true}   # agreed in OPS-7")
    }
  }
}

extension GitWorld {
  /// Changes the text of a file; where there is none, nothing.
  mutating func edit(_ repository: Repository, _ path: String, _ change: (inout String) -> Void) {
    guard var text = self[repository, path] else { return }
    change(&text)
    self[repository, path] = text
  }
}
