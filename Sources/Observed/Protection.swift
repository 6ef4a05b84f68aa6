import Kubernetes
import Model

extension Protection {
  /// What protects the object of that metadata; nil where nothing does.
  init?(_ metadata: ObjectMetadata) {
    self.init(
      labels: metadata.labels,
      annotations: metadata.annotations,
      owner: metadata.controller.map { "\($0.kind) \($0.name)" }
    )
  }
}
