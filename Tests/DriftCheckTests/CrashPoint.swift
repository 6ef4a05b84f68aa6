import Sandbox
import Testing

/// A write at which a run can break off, and something to repair that leads to it.
struct CrashPoint: Sendable, CustomTestStringConvertible {
  let what: String
  let drift: PlantedDrift
  let method: String
  /// With `*` for any text.
  let path: String
  /// Which of the writes of that form it is, from 0.
  var number = 0

  var testDescription: String { what }

  /// Makes `effect` hit this write alone.
  func fault(_ effect: Fault.Effect) -> Fault {
    Fault(effect, method: method, path: path, times: 1, skipping: number)
  }

  private static let kubernetes = "/api/v1/namespaces"
  private static let gitlab = "/gitlab/api/v4/groups"
  private static let secret = "gitlab-registry-image-pull-secret"
  private static let leases = "/apis/coordination.k8s.io/v1/namespaces/driftcheck/leases"

  /// Those that every repair leads to.
  static let ofAnyRun = [
    CrashPoint(what: "the Lease is taken", drift: .lostNamespaceLabel, method: "POST", path: leases),
    CrashPoint(
      what: "the Lease is given back",
      drift: .lostNamespaceLabel,
      method: "PATCH",
      path: "\(leases)/driftcheck"
    ),
  ]

  /// Every write of the repairs of these drifts, where nothing overlaps; a rehearsal is a dry run of a write.
  static let ofRepairs =
    namespaces + groups + rotation + replacement
    + [
      CrashPoint(
        what: "a pull secret is corrected",
        drift: .wrongAuth,
        method: "PATCH",
        path: "\(kubernetes)/payments-test/secrets/\(secret)"
      ),
      CrashPoint(
        what: "the deployment repository is pushed to",
        drift: .missingApplicationFile,
        method: "POST",
        path: "/git/operations/deployment.git/git-receive-pack"
      ),
      CrashPoint(
        what: "the Flux repository is pushed to",
        drift: .missingArgoRole,
        method: "POST",
        path: "/git/operations/flux.git/git-receive-pack"
      ),
    ]

  private static let namespaces: [CrashPoint] = {
    let secrets = "\(kubernetes)/billing-test/secrets"
    let drift = PlantedDrift.missingNamespace
    return [
      CrashPoint(
        what: "a namespace gets its label",
        drift: .lostNamespaceLabel,
        method: "PATCH",
        path: "\(kubernetes)/catalog-stage"
      ),
      CrashPoint(what: "a namespace is created", drift: drift, method: "POST", path: kubernetes),
      CrashPoint(what: "the creation of a pull secret is rehearsed", drift: drift, method: "POST", path: secrets),
      CrashPoint(what: "its token is made", drift: drift, method: "POST", path: "*/access_tokens"),
      CrashPoint(what: "the pull secret is created", drift: drift, method: "POST", path: secrets, number: 1),
      CrashPoint(what: "the token before is revoked", drift: drift, method: "DELETE", path: "*/access_tokens/*"),
    ]
  }()

  private static let groups: [CrashPoint] = {
    let drift = PlantedDrift.missingGroup
    let change = CrashPoint(what: "a group becomes private", drift: .publicGroup, method: "PUT", path: "\(gitlab)/*")
    let creation = CrashPoint(what: "a group is created", drift: drift, method: "POST", path: gitlab)
    let projects = ["analytics-dev", "analytics-prod"].enumerated().flatMap { number, name in
      let path = "\(kubernetes)/\(name)/secrets/\(secret)"
      return [
        CrashPoint(what: "the secret of \(name) is rehearsed", drift: drift, method: "PATCH", path: path),
        CrashPoint(
          what: "token \(number) of the group is made",
          drift: drift,
          method: "POST",
          path: "*/access_tokens",
          number: number
        ),
        CrashPoint(what: "the secret of \(name) is written", drift: drift, method: "PATCH", path: path, number: 1),
      ]
    }
    return [change, creation] + projects
  }()

  private static let rotation: [CrashPoint] = {
    let path = "\(kubernetes)/payments-stage/secrets/\(secret)"
    let drift = PlantedDrift.expiringToken
    return [
      CrashPoint(what: "a rotation is rehearsed", drift: drift, method: "PATCH", path: path),
      CrashPoint(what: "the successor is made", drift: drift, method: "POST", path: "*/access_tokens"),
      CrashPoint(what: "the successor is written", drift: drift, method: "PATCH", path: path, number: 1),
      CrashPoint(what: "the predecessor is revoked", drift: drift, method: "DELETE", path: "*/access_tokens/*"),
    ]
  }()

  private static let replacement: [CrashPoint] = {
    let secrets = "\(kubernetes)/identity-stage/secrets"
    let drift = PlantedDrift.opaqueSecret
    return [
      CrashPoint(what: "a deletion is rehearsed", drift: drift, method: "DELETE", path: "\(secrets)/\(secret)"),
      CrashPoint(what: "what replaces it is rehearsed", drift: drift, method: "POST", path: secrets),
      CrashPoint(
        what: "the secret is deleted",
        drift: drift,
        method: "DELETE",
        path: "\(secrets)/\(secret)",
        number: 1
      ),
      CrashPoint(what: "the secret is created anew", drift: drift, method: "POST", path: secrets, number: 1),
    ]
  }()
}
