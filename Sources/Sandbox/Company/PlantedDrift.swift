/// One way in which the example company's cluster is not as its Projects want it.
///
/// Each is planted in a Project of its own, so any of them, and all of them together, can be planted in one world.
package enum PlantedDrift: String, CaseIterable, Sendable {
  case missingNamespace = "missing-namespace"
  case terminatingNamespace = "terminating-namespace"
  case lostNamespaceLabel = "lost-namespace-label"
  case namespaceLeftByOperator = "namespace-left-by-operator"
  case namespaceLeftByDriftcheck = "namespace-left-by-driftcheck"
  case missingSecret = "missing-secret"
  case opaqueSecret = "opaque-secret"
  case oldRegistry = "old-registry"
  case wrongUsername = "wrong-username"
  case wrongAuth = "wrong-auth"
  case unreadableSecret = "unreadable-secret"
  case secretLeftBehind = "secret-left-behind"
  case hostileProjectId = "hostile-project-id"
  case hostileGoogleGroup = "hostile-google-group"
  case undecodableProject = "undecodable-project"
  case conflictingProject = "conflicting-project"
  case leavingProject = "leaving-project"
  case settlingProject = "settling-project"

  /// What is broken, in one sentence.
  package var sentence: String {
    switch self {
    case .missingNamespace: "Somebody deleted the namespace of billing-test, and its pull secret with it."
    case .terminatingNamespace: "The namespace of checkout-test is Terminating and does not come to an end."
    case .lostNamespaceLabel: "The namespace of catalog-stage lost the label that the configuration asks for."
    case .namespaceLeftByOperator: "legacy-dev, made by the operator, has no Project any more."
    case .namespaceLeftByDriftcheck: "pilot-test, made by driftcheck, has no Project any more."
    case .missingSecret: "Somebody deleted the pull secret of shop-qa."
    case .opaqueSecret: "The pull secret of identity-stage is of type Opaque, as the operator once made them."
    case .oldRegistry: "The pull secret of search-qa names a registry that the operator once guessed."
    case .wrongUsername: "The pull secret of payments-dev logs in under another name."
    case .wrongAuth: "The auth of payments-test's pull secret is not that of its name and password."
    case .unreadableSecret: "The pull secret of gateway-stage holds no list of registries."
    case .secretLeftBehind:
      "atlas-prod, a namespace of somebody else, still holds the operator's pull secret."
    case .hostileProjectId: "The Project escape has the projectId ../x."
    case .hostileGoogleGroup: "The googleGroup of reports-qa holds a comma and a line break."
    case .undecodableProject: "The Project scrambled has a number for a projectId."
    case .conflictingProject: "A second Project asks for shop-prod, in the namespace projects-emea."
    case .leavingProject: "The Project mobile-api-qa was deleted and waits for its finalizer."
    case .settlingProject: "The Project loyalty-dev was created a moment ago and has nothing yet."
    }
  }

  /// The one finding that a check must report for it, nil where it must report none.
  package var expected: ExpectedFinding? {
    switch self {
    case .missingNamespace: ExpectedFinding("namespace", "missing", "billing-test")
    case .terminatingNamespace: ExpectedFinding("namespace", "changed", "checkout-test")
    case .lostNamespaceLabel: ExpectedFinding("namespace", "changed", "catalog-stage")
    case .namespaceLeftByOperator: ExpectedFinding("namespace", "orphaned", "legacy-dev")
    case .namespaceLeftByDriftcheck: ExpectedFinding("namespace", "orphaned", "pilot-test")
    case .missingSecret: ExpectedFinding("pullSecret", "missing", "shop-qa")
    case .opaqueSecret: ExpectedFinding("pullSecret", "changed", "identity-stage")
    case .oldRegistry: ExpectedFinding("pullSecret", "changed", "search-qa")
    case .wrongUsername: ExpectedFinding("pullSecret", "changed", "payments-dev")
    case .wrongAuth: ExpectedFinding("pullSecret", "changed", "payments-test")
    case .unreadableSecret: ExpectedFinding("pullSecret", "changed", "gateway-stage")
    case .secretLeftBehind: ExpectedFinding("pullSecret", "orphaned", "atlas-prod")
    case .hostileProjectId: ExpectedFinding("project", "invalid", "projects/escape")
    case .hostileGoogleGroup: ExpectedFinding("project", "invalid", "projects/reports-qa")
    case .undecodableProject: ExpectedFinding("project", "invalid", "projects/scrambled")
    case .conflictingProject: ExpectedFinding("project", "conflict", "projects-emea/shop-prod")
    case .leavingProject: ExpectedFinding("project", "leaving", "projects/mobile-api-qa")
    case .settlingProject: nil
    }
  }
}

/// What a check must say about a planted drift, in the words of the report.
package struct ExpectedFinding: Sendable, Hashable {
  /// The kind of the thing that drifted.
  package var kind: String
  /// The fault.
  package var fault: String
  /// The NAME it is about; for a Project itself, its namespace and name.
  package var subject: String

  init(_ kind: String, _ fault: String, _ subject: String) {
    self.kind = kind
    self.fault = fault
    self.subject = subject
  }
}
