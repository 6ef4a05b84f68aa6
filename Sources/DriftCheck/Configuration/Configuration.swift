package import Drift
package import Model

/// All that the configuration file says, checked, with defaults for what it leaves out.
///
/// A system whose section is absent is nil here and is not looked at.
package struct Configuration: Sendable, Equatable {
  /// The cluster that is looked at; nil for none.
  package var kubernetes: KubernetesSection?
  /// Which Projects there are.
  package var projects = ProjectsSection()
  /// The GitLab that is looked at; nil for none.
  package var gitlab: GitLabSection?
  package var credentials = CredentialsSection()
  package var token = TokenSection()
  /// The registry that pull secrets are for.
  package var registry = RegistrySection()
  /// The pull secret in each Project's namespace.
  package var pullSecret = PullSecretSection()
  /// What is never touched, and what repairs are limited to.
  package var safety = SafetySection()
  /// Which findings are suppressed, as the file says it.
  package var ignore: [IgnoreSection] = []
  /// The repository with applications and manifests; nil for none.
  package var deployment: DeploymentSection?
  /// The repository with access rules; nil for none.
  package var flux: FluxSection?
  /// Where reports go, beside standard output.
  package var report = ReportSection()
  /// In whose name repositories are written to.
  package var commit = CommitSection()
  /// Where the history is kept; nil for nowhere.
  package var state: StateSection?
}

extension Configuration {
  /// What it says about every Project alike, as the pure stages take it.
  package var policy: Policy {
    Policy(
      namespaceLabels: kubernetes?.namespaceLabels ?? [:],
      pullSecretName: pullSecret.name,
      registryHost: registry.host,
      settle: Double(projects.settle.components.seconds),
      protectedNamespaces: Set(safety.protectedNamespaces),
      tokens: gitlab.map(tokenPolicy),
      accessRules: flux != nil
    )
  }

  /// What it says about removals.
  ///
  /// - Parameters:
  ///   - admitted: what `--max-deletions` allows; nil where it was not given.
  ///   - home: the namespace that the run itself is in, where it is in one.
  package func removalPolicy(admitting admitted: Int?, from home: String?) -> RemovalPolicy {
    RemovalPolicy(
      isExclusive: projects.exclusive,
      leastRuns: safety.orphanRuns,
      grace: Double(safety.orphanGrace.components.seconds),
      namespaceDelay: Double(safety.namespaceDelay.components.seconds),
      removesUsedNamespaces: safety.removeUsedNamespaces,
      mostNames: safety.maxDeletions,
      mostPercent: safety.maxDeletionsPercent,
      admittedNames: admitted,
      ownNamespaces: Set([kubernetes?.leaseNamespace, home].compactMap(\.self)),
      releaseAfter: projects.release ? Double(projects.releaseAfter.components.seconds) : nil
    )
  }

  private func tokenPolicy(_ gitlab: GitLabSection) -> TokenPolicy {
    TokenPolicy(
      parentGroup: gitlab.parentGroup,
      scopes: Set(token.scopes),
      level: token.level.number,
      lifetime: Double(token.lifetime.components.seconds),
      rotateBefore: Double(token.rotateBefore.components.seconds),
      overlap: Double(token.overlap.components.seconds),
      maxPerRun: token.maxPerRun,
      verification: credentials.verify
    )
  }

  /// Which findings are suppressed, as the comparison takes it.
  package var ignoreRules: [IgnoreRule] { ignore.map(\.rule) }
}

extension Configuration: ConfigurationSection {
  static let keys: [Key<Configuration>] = [
    Key("kubernetes", \.kubernetes, .optionalSection(), "The cluster that is looked at. Without it, none is."),
    Key("projects", \.projects, .section(), "Which Projects there are."),
    Key("gitlab", \.gitlab, .optionalSection(), "The GitLab that is looked at. Without it, none is."),
    Key("credentials", \.credentials, .section(), "How it is found out which token a pull secret holds."),
    Key("token", \.token, .section(), "The tokens that images are pulled with."),
    Key(
      "registry",
      \.registry,
      .section(),
      required: "registry: {host: registry.example.com}",
      "The registry that pull secrets are for."
    ),
    Key("pullSecret", \.pullSecret, .section(), "The pull secret in each Project's namespace."),
    Key(
      "deployment",
      \.deployment,
      .optionalSection(),
      "The repository that Argo CD reads applications and manifests from. Without it, none is looked at."
    ),
    Key(
      "flux",
      \.flux,
      .optionalSection(),
      "The repository that holds the access rules of Argo CD and Vault. Without it, none is looked at."
    ),
    Key("commit", \.commit, .section(), "In whose name `--fix` writes to the repositories."),
    Key("safety", \.safety, .section(), "What is never touched, and what `--fix` is limited to."),
    Key("ignore", \.ignore, .sections(), "Findings that are suppressed: listed apart, neither drift nor repaired."),
    Key("report", \.report, .section(), "Where reports go, beside standard output."),
    Key(
      "state",
      \.state,
      .optionalSection(),
      "Where history and copies of repositories are kept. Without it, every finding counts as new."
    ),
  ]

  static let notYetRead = [
    "metrics": "this version does not write metrics yet"
  ]

  var contradiction: Contradiction? {
    guard kubernetes == nil, projects.files.isEmpty else { return nil }
    return Contradiction(
      key: "kubernetes",
      problem: "missing, and projects.files names no file, so there is nothing to read Projects from",
      advice: "kubernetes: {}"
    )
  }
}
