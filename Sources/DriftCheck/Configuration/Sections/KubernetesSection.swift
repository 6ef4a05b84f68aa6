/// `kubernetes`: the cluster that is looked at.
package struct KubernetesSection: Sendable, Equatable {
  /// The kubeconfig, absolute; nil for the service account of the pod, else `KUBECONFIG`, else `~/.kube/config`.
  package var kubeconfig: String?
  /// The context of the kubeconfig; nil for its current one.
  package var context: String?
  /// The namespace that driftcheck itself lives in.
  package var leaseNamespace = "driftcheck"
  /// Labels that every Project's namespace must bear.
  package var namespaceLabels: [String: String] = [:]
}

extension KubernetesSection: ConfigurationSection {
  static let keys: [Key<KubernetesSection>] = [
    Key(
      "kubeconfig",
      \.kubeconfig,
      .optional(.path),
      "The kubeconfig file. When empty: the pod's own service account, else `KUBECONFIG`, else `~/.kube/config`."
    ),
    Key("context", \.context, .optional(.anything), "The context of the kubeconfig. When empty: its current one."),
    Key(
      "leaseNamespace",
      \.leaseNamespace,
      .text(.namespace),
      "The namespace that driftcheck itself lives in: it holds the Lease `driftcheck`, which lets one run repair at a time."
    ),
    Key(
      "namespaceLabels",
      \.namespaceLabels,
      .map(.labelKey, .labelValue),
      "Labels that every Project's namespace must bear, whatever else it bears."
    ),
  ]
}
