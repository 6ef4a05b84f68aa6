import Foundation
import GitLab
import HTTP
import Kubernetes
import Logging
import Model
import Observed
import Secrets

/// What a run reads from, and writes to.
struct Systems: Sendable {
  let reconcile: Reconcile
  /// Nil where no GitLab is looked at.
  let gitlab: GitLabClient?
  let repositories: Repositories
  /// The instant at which the run must be over.
  let deadline: ContinuousClock.Instant

  var kubernetes: KubernetesClient { reconcile.client }
}

extension Check {
  /// Clients of all that the configuration names; nil where it names no cluster.
  ///
  /// Nothing is sent yet.
  ///
  /// - Throws: A file of the configuration that cannot be used.
  func systems(
    reading projects: ProjectOrigin,
    until deadline: ContinuousClock.Instant,
    _ progress: Progress
  ) throws -> Systems? {
    guard let section = configuration.kubernetes else { return nil }
    let kubernetes = try connection(section).client(until: deadline)
    logger.debug("found the cluster", metadata: ["access": "\(kubernetes.origin)"])
    let policy = configuration.policy
    let gitlab = try connectGitLab(until: deadline)
    let repositories = try repositories(until: deadline)
    let reconcile = Reconcile(
      client: kubernetes,
      gitlab: gitlab.flatMap { client in policy.tokens.map { GitLabReader(client: client, policy: $0) } },
      repositories: repositories,
      projects: projects,
      policy: policy,
      rules: configuration.removalPolicy(admitting: admittedDeletions, from: kubernetes.namespace),
      recall: recall,
      progress: progress
    )
    return Systems(reconcile: reconcile, gitlab: gitlab, repositories: repositories, deadline: deadline)
  }

  func connection(_ section: KubernetesSection) -> ClusterConnection {
    ClusterConnection(section: section, environment: environment, longestSilence: longestSilence)
  }

  /// A client of the configured GitLab; nil where none is to be looked at.
  private func connectGitLab(until deadline: ContinuousClock.Instant) throws -> GitLabClient? {
    guard let section = configuration.gitlab else { return nil }
    let token = Secret(try SettingsFile(key: "gitlab.tokenFile", path: section.tokenFile).line())
    let authorities = try section.caFile.map { try SettingsFile(key: "gitlab.caFile", path: $0).text() }
    return try GitLabClient.connect(
      url: section.url,
      token: token,
      trust: authorities.map { .pem($0) } ?? .system,
      proxy: section.proxy.map { .url($0) } ?? .environment,
      userAgent: "driftcheck/\(Version.current)",
      longestSilence: longestSilence,
      // What the cluster shows as drift is read again after GitLab, which must leave time for that.
      deadline: deadline - options.deadline.duration * 0.2
    )
  }

  /// How long a server may say nothing: one that hangs must leave time for all that is read after it.
  var longestSilence: Duration { options.deadline.duration / 10 }
}
