/// The file of the Flux repository that holds Argo CD's policy: the platform's own lines, and those of all Projects.
enum ArgoRbacFile {
  static let path = "namespaces/argocd/argocd-operator/rbac.yaml"

  static func text(for projects: [CompanyProject]) -> String {
    """
    # Who may do what in Argo CD. The lines of Projects are added and removed by machine,
    # everything else by the platform team: ask in #platform before you touch it.
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: argocd-rbac-cm
      namespace: argocd
      labels:
        app.kubernetes.io/part-of: argocd
    data:
      policy.default: role:authenticated
      policy.csv: |
        p, role:authenticated, projects, get, *, allow
        p, role:org-admin, *, *, *, allow
        g, platform.crew@example.com, role:org-admin

        # Auditors see everything and touch nothing.
        p, role:auditor, applications, get, */*, allow
        p, role:auditor, logs, get, */*, deny
        g, auditors@example.com, role:auditor
        # A role of the shop's own, beside the one of its Project.
        p, role:shop-dev-release, applications, sync, shop-dev/checkout-*, allow
        g, shop.release@example.com, role:shop-dev-release

    \(projects.flatMap(lines).map { "    \($0)\n" }.joined())
      scopes: "[groups, email]"

    """
  }

  /// The lines of one Project, each as its maker or somebody after it wrote it.
  private static func lines(of project: CompanyProject) -> [String] {
    let role = "role:\(project.name)"
    let objects = "\(project.name)/*"
    let rights = ["applications, get", "applications, sync", "applications, update", "logs, get", "exec, create"]
    var lines = rights.map { "p, \(role), \($0), \(objects), allow" }
    if let group = project.googleGroup { lines.append("g, \(group), \(role)") }
    switch project.projectId {
    // Sorted by somebody who likes it so, without blanks, and one line twice.
    case "analytics": lines = (lines + [lines[0]]).sorted(by: >).map { $0.replacing(", ", with: ",") }
    // Fields in quotes, further in, and a remark.
    case "identity": lines = ["# single sign-on"] + lines.map { "  " + $0.replacing(objects, with: "\"\(objects)\"") }
    // The operator's template ends two lines with a blank.
    case _: for index in [3, 4] where project.maker == .kyotuOperator { lines[index] += " " }
    }
    return lines
  }
}

/// A line of the policy as the drifts see it.
struct ArgoPolicyText {
  private static let indentation = "    "
  private var lines: [String]

  init(_ file: String) {
    lines = file.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var file: String { lines.joined(separator: "\n") }

  /// Takes out the lines of the Project called `name` that hold `words`.
  mutating func take(of name: String, with words: String = "") {
    lines.removeAll { Self.isLine($0, about: name) && $0.contains(words) }
  }

  /// Adds a line behind those of the Project called `name`; where it has none, behind all lines.
  mutating func add(_ line: String, behind name: String = "") {
    let own = lines.lastIndex { Self.isLine($0, about: name) }
    let last = own ?? lines.lastIndex { $0.hasPrefix("\(Self.indentation)p,") || $0.hasPrefix("\(Self.indentation)g,") }
    guard let last else { return }
    lines.insert(Self.indentation + line, at: last + 1)
  }

  private static func isLine(_ line: String, about name: String) -> Bool {
    line.split(separator: ",").contains { $0.split(separator: " ").first == "role:\(name)" }
  }
}
