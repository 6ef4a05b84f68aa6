import Desired
import Drift
import Formats
import Foundation
import Model
import Secrets

/// A world to be broken on purpose: at first everything is as its Projects wish it.
struct World {
  /// Who made what the Projects own; a wished world is a wished world whoever made it.
  ///
  /// driftcheck annotates a pull secret with the token that it holds; of the others GitLab is asked.
  enum Maker: CaseIterable {
    case driftcheck, projectOperator, hand
  }

  static let now = Date(timeIntervalSince1970: 1_800_000_000)
  static let registry = "registry.example.com"
  /// UID of kube-system.
  static let installation = "uid-kube-system"

  let maker: Maker
  var policy = Policy(namespaceLabels: ["team": "platform"], registryHost: registry, tokens: TokenPolicy())
  var resources: [ProjectResource] = []
  var namespaces: [String: LiveNamespace] = [:]
  var pullSecrets: [String: LivePullSecret] = [:]
  var gitlab = WorldGitLab()
  /// Nil where no deployment repository is looked at.
  var deployment: WorldDeployment?
  /// Nil where no Flux repository is looked at.
  var flux: WorldFlux?
  /// Why the whole list could not be read; nil where it was.
  var namespacesFailure: Unreadable?
  var pullSecretsFailure: Unreadable?
  /// Single objects that could not be read, by namespace.
  var unreadableNamespaces: [String: Unreadable] = [:]
  var unreadablePullSecrets: [String: Unreadable] = [:]

  init(_ names: [String] = ["shop-dev", "crew-prod", "web-qa"], madeBy maker: Maker = .driftcheck) {
    self.maker = maker
    for name in names {
      resources.append(World.resource(name, uid: "uid-\(name)"))
      namespaces[name] = namespace(name)
      pullSecrets[name] = pullSecret(name)
      gitlab.add(WorldGitLab.token(of: name), holding: PullDocument.password(of: name), to: World.group(of: name))
    }
  }

  /// The path of the group that the Project `name` shares with its other environments.
  static func group(of name: String) -> String {
    name.split(separator: "-").dropLast().joined(separator: "-")
  }

  /// A Project a day old that asks for `name`.
  static func resource(_ name: String, in namespace: String = "projects", uid: String) -> ProjectResource {
    let parts = name.split(separator: "-")
    return ProjectResource(
      reference: ObjectReference(namespace: namespace, name: name),
      uid: uid,
      createdAt: now.addingTimeInterval(-86_400),
      projectID: .text(parts.dropLast().joined(separator: "-")),
      environmentType: .text(String(parts.last ?? "")),
      googleGroup: .text("\(parts.first ?? "").crew@example.com")
    )
  }

  private func mark(_ name: String) -> Mark {
    switch maker {
    case .driftcheck: .driftcheck(project: "projects/\(name)")
    case .projectOperator: .projectOperator
    case .hand: .unmarked
    }
  }

  func namespace(_ name: String) -> LiveNamespace {
    LiveNamespace(
      name: name,
      uid: "namespace-\(name)",
      resourceVersion: "1",
      labels: ["team": "platform", "kubernetes.io/metadata.name": name],
      mark: mark(name)
    )
  }

  func pullSecret(_ name: String) -> LivePullSecret {
    LivePullSecret(
      reference: ObjectReference(namespace: name, name: policy.pullSecretName),
      uid: "secret-\(name)",
      resourceVersion: "1",
      mark: mark(name),
      document: .text(PullDocument(of: name, registry: registryKey).text),
      claim: claim(name)
    )
  }

  private func claim(_ name: String) -> TokenClaim? {
    switch maker {
    case .driftcheck: World.claim(WorldGitLab.token(of: name).id, PullDocument.password(of: name))
    case .projectOperator, .hand: nil
    }
  }

  /// What our annotations say of the token `id` with this password.
  static func claim(_ id: Int, _ password: String) -> TokenClaim? {
    SecretDigest.sha256(of: Secret(password)).map { TokenClaim(id: id, sha256: $0) }
  }

  /// The key under which each maker writes the registry.
  private var registryKey: String {
    switch maker {
    case .driftcheck: World.registry
    case .projectOperator: "https://\(World.registry)"
    case .hand: "https://\(World.registry)/v1/"
    }
  }
}

extension World {
  var roster: Roster {
    Roster(resources, now: World.now, settle: policy.settle)
  }

  var estates: [Estate] {
    let template = deployment.flatMap { _ in WorldDeployment.template }
    return roster.served.map { Estate(of: $0, under: policy, application: template) }
  }

  var snapshot: Snapshot {
    var namespaceList = namespacesFailure.map(Listing.unreadable) ?? Listing.read(namespaces)
    let kubeSystem = LiveNamespace(name: "kube-system", uid: World.installation, resourceVersion: "1")
    namespaceList.note(.present(kubeSystem), for: kubeSystem.name)
    for (name, reason) in unreadableNamespaces { namespaceList.note(.unreadable(reason), for: name) }
    var secretList = pullSecretsFailure.map(Listing.unreadable) ?? Listing.read(pullSecrets)
    for (name, reason) in unreadablePullSecrets { secretList.note(.unreadable(reason), for: name) }
    var snapshot = Snapshot(namespaces: namespaceList, pullSecrets: secretList)
    snapshot.deployment = deployment?.seen
    snapshot.flux = flux?.seen
    guard policy.tokens != nil else { return snapshot }
    snapshot.gitlab = gitlab.seen(for: estates)
    for password in UnprovenPasswords(of: estates, in: snapshot, under: policy).holders.keys {
      snapshot.gitlab?.verdicts[password] = gitlab.verdicts[password] ?? .dead
    }
    return snapshot
  }

  /// The passwords that GitLab is asked about.
  var asked: Set<String> {
    Set(UnprovenPasswords(of: estates, in: snapshot, under: policy).holders.keys.map { $0.reveal() })
  }

  func comparison(orphans: Bool = true) -> Comparison {
    Comparison(roster: roster, estates: estates, snapshot: snapshot, policy: policy, orphans: orphans)
  }

  var findings: [Finding] {
    comparison().findings
  }

  /// What was found, as far as tests compare it.
  var differences: Set<Difference> {
    Set(findings.map(Difference.init))
  }
}
