/// Why nobody may remove an object, whatever mark it bears.
package enum Protection: Sendable, Hashable {
  /// Its own annotation says so.
  case annotation
  /// Somebody else makes it anew, or removes it, as they see fit; the controller in words: `ReplicaSet web`.
  case controlled(by: String)

  /// Reads off an object's metadata what protects it; nil where nothing does.
  ///
  /// The marks of Argo CD and Flux are those that their documentation gives for the tracking of resources. Argo CD's
  /// default label, `app.kubernetes.io/instance`, is none of them: Helm and many others set it too.
  ///
  /// - Parameter owner: kind and name of the owner reference that says `controller: true`; nil for none.
  package init?(labels: [String: String], annotations: [String: String], owner: String?) {
    if annotations[Mark.protectAnnotation] == "true" {
      self = .annotation
    } else if let controller = owner ?? Protection.tracker(labels, annotations) {
      self = .controlled(by: controller)
    } else {
      return nil
    }
  }

  private static func tracker(_ labels: [String: String], _ annotations: [String: String]) -> String? {
    if let id = annotations["argocd.argoproj.io/tracking-id"] {
      // The rest, behind the colon, names the object itself.
      return "Argo CD's application \(id.prefix { $0 != ":" })"
    }
    if let application = labels["argocd.argoproj.io/instance"] {
      return "Argo CD's application \(application)"
    }
    for (group, kind) in [("kustomize", "Kustomization"), ("helm", "HelmRelease")] {
      guard let name = labels["\(group).toolkit.fluxcd.io/name"] else { continue }
      let namespace = labels["\(group).toolkit.fluxcd.io/namespace"].map { "\($0)/" } ?? ""
      return "Flux's \(kind) \(namespace)\(name)"
    }
    return nil
  }
}
