import Desired
import Formats
import Git
import HTTP
import Observed
import Remediate
import Secrets

extension Check {
  /// The configured repositories; a folder for their copies is made only where there are any.
  ///
  /// - Throws: A file of the configuration that cannot be used; a repository that cannot be read is in the report.
  func repositories(until deadline: ContinuousClock.Instant) throws -> Repositories {
    var repositories = Repositories()
    guard configuration.deployment != nil || configuration.flux != nil else { return repositories }
    // GitLab is asked about passwords after the repositories, whose share is therefore smaller than GitLab's.
    let readBy = deadline - options.deadline.duration * 0.4
    let folder = MirrorsFolder(below: configuration.state, logger: logger)
    repositories.folder = folder
    if let section = configuration.deployment {
      let mirror = try mirror(of: section.access, named: "deployment", in: folder, until: readBy)
      repositories.deployment = (mirror, try template(of: section))
    }
    if let section = configuration.flux {
      repositories.flux = FluxReader(
        try mirror(of: section.access, named: "flux", in: folder, until: readBy),
        argoRbac: FilePlace(file: section.argoRbac.file, key: section.argoRbac.key),
        vaultRbac: FilePlace(file: section.vaultRbac.file, key: section.vaultRbac.key)
      )
    }
    return repositories
  }

  /// Writes to the repositories that were read, with more time than reading has.
  ///
  /// - Throws: A file of the configuration that can no longer be used.
  func writer(to repositories: Repositories, until deadline: ContinuousClock.Instant) throws -> RepositoryWriter {
    let author = Author(name: configuration.commit.name, email: configuration.commit.email)
    guard let folder = repositories.folder else { return RepositoryWriter(author: author) }
    return RepositoryWriter(
      deployment: try configuration.deployment.map {
        try mirror(of: $0.access, named: "deployment", in: folder, until: deadline)
      },
      flux: try configuration.flux.map { section in
        RepositoryWriter.Flux(
          try mirror(of: section.access, named: "flux", in: folder, until: deadline),
          argoRbac: FilePlace(file: section.argoRbac.file, key: section.argoRbac.key),
          vaultRbac: FilePlace(file: section.vaultRbac.file, key: section.vaultRbac.key)
        )
      },
      author: author
    )
  }

  private func template(of section: DeploymentSection) throws -> ApplicationTemplate {
    let key = "deployment.template"
    let text = try section.template.map { try SettingsFile(key: key, path: $0).text() }
    do throws(TemplateMistake) {
      return try ApplicationTemplate(text, deploymentURL: section.access.url, branch: section.access.branch)
    } catch {
      throw TemplateFileError(key: key, path: section.template ?? "the built-in one", mistake: error)
    }
  }

  private func mirror(
    of access: RepositoryAccess,
    named name: String,
    in folder: MirrorsFolder,
    until deadline: ContinuousClock.Instant
  ) throws -> Mirror {
    var remote = Remote(url: access.url, branch: access.branch, credential: try credential(of: access, section: name))
    if let file = access.caFile { remote.trust = .pem(try SettingsFile(key: "\(name).caFile", path: file).text()) }
    if let proxy = access.proxy { remote.proxy = .url(proxy) }
    remote.userAgent = "driftcheck/\(Version.current)"
    remote.stallTimeout = min(remote.stallTimeout, longestSilence)
    remote.deadline = deadline
    return folder.mirror(of: remote, named: name)
  }

  private func credential(of access: RepositoryAccess, section: String) throws -> Remote.Credential {
    if let file = access.passwordFile {
      let password = try SettingsFile(key: "\(section).passwordFile", path: file).line()
      return .password(username: access.username, Secret(password))
    }
    guard let key = access.sshKeyFile, let knownHosts = access.knownHostsFile else { return .none }
    return .sshKey(
      Secret(try SettingsFile(key: "\(section).sshKeyFile", path: key).text()),
      knownHosts: try SettingsFile(key: "\(section).knownHostsFile", path: knownHosts).text()
    )
  }
}

/// A template that the configuration names and that cannot be rendered.
struct TemplateFileError: Error, CustomStringConvertible {
  let key: String
  let path: String
  let mistake: TemplateMistake

  var description: String {
    "\(key): cannot use \(path): \(mistake)"
  }
}
