import Formats
import Model
import Testing

@testable import DriftCheck

@Suite("The repositories in a configuration")
struct ConfigurationRepositoryTests {
  private func flux(_ keys: String) throws -> FluxSection? {
    try configuration("\(leastConfiguration)flux: {\(keys)}\n").flux
  }

  @Test("Where there is no section, no repository is looked at and no access rule is compared")
  func absent() throws {
    let read = try configuration(leastConfiguration)
    #expect(read.deployment == nil && read.flux == nil && !read.policy.accessRules)
  }

  @Test("All but the address has a default")
  func defaults() throws {
    let flux = try #require(try flux("url: https://gitlab.example.com/operations/flux.git"))
    #expect(flux.access.branch == "main" && flux.access.username == "oauth2" && flux.access.passwordFile == nil)
    #expect(flux.argoRbac == ArgoRbacSection())
    #expect(flux.argoRbac.file == "namespaces/argocd/argocd-operator/rbac.yaml" && flux.argoRbac.key == nil)
    #expect(flux.vaultRbac.file == "namespaces/vault/vault/rbac_values.yaml")
    #expect(flux.vaultRbac.key == YAMLPath(["vault", "externalConfig"]))
    let read = try configuration("\(leastConfiguration)flux: {url: /srv/flux.git}\n")
    #expect(read.policy.accessRules)
  }

  @Test("Files and keys can be named, paths of this machine from the configuration's folder")
  func named() throws {
    let flux = try #require(
      try flux(
        "url: git@github.com:example/flux.git, sshKeyFile: secrets/key, knownHostsFile: /etc/hosts, "
          + "argoRbac: {file: a/b.yaml, key: 'data.\"policy.csv\"'}, vaultRbac: {file: c.yaml, key: config}"
      )
    )
    #expect(flux.access.sshKeyFile == "/etc/driftcheck/secrets/key" && flux.access.knownHostsFile == "/etc/hosts")
    #expect(flux.argoRbac == ArgoRbacSection(file: "a/b.yaml", key: YAMLPath(["data", "policy.csv"])))
    #expect(flux.vaultRbac == VaultRbacSection(file: "c.yaml", key: YAMLPath(["config"])))
  }

  @Test(
    "Keys that do not fit the address are a mistake",
    arguments: [
      (
        "url: git@h:f.git, passwordFile: p",
        "flux.passwordFile: an SSH address is opened with a key, not with a password, as the url is git@h:f.git; "
          + "write for instance `passwordFile: \"\"`"
      ),
      (
        "url: ssh://git@h/f.git, sshKeyFile: k",
        "flux.knownHostsFile: missing: an SSH server's key must be known beforehand; write for instance "
          + "`knownHostsFile: known_hosts`"
      ),
      (
        "url: git@h:f.git, knownHostsFile: k",
        "flux.sshKeyFile: missing: an SSH address is opened with a key; write for instance "
          + "`sshKeyFile: secrets/deploy-key`"
      ),
      (
        "url: git@h:f.git, sshKeyFile: k, knownHostsFile: k, caFile: c",
        "flux.caFile: an SSH server shows no certificate, as the url is git@h:f.git; write for instance `caFile: \"\"`"
      ),
      (
        "url: https://h/f.git, sshKeyFile: k",
        "flux.sshKeyFile: a web address is opened with a password, not with an SSH key, as the url is https://h/f.git; "
          + "write for instance `sshKeyFile: \"\"`"
      ),
      (
        "url: /srv/f.git, passwordFile: p",
        "flux.passwordFile: a folder is opened without a password, as the url is /srv/f.git; write for instance "
          + "`passwordFile: \"\"`"
      ),
    ]
  )
  func contradiction(keys: String, message: String) {
    #expect(messages("flux: {\(keys)}\n\(leastConfiguration)") == ["\(message) (driftcheck.yaml:1:7)"])
  }

  @Test(
    "An address in a form that git knows is taken",
    arguments: [
      "https://gitlab.example.com/a.git", "http://127.0.0.1:8080/a/b", "https://[::1]:8443/a.git", "/srv/git/a.git",
    ]
  )
  func address(url: String) {
    #expect(messages("deployment: {url: \"\(url)\"}\n\(leastConfiguration)") == [])
  }

  @Test(
    "A password in an address, and what is no address, is refused and not shown",
    arguments: [
      "https://u:planted@h/a.git", "https://h", "h/a.git", "file:///a", "ssh://git:planted@h/a", "-x@h:a", "",
    ]
  )
  func noAddress(url: String) {
    let found = messages("deployment: {url: \"\(url)\"}\n\(leastConfiguration)")
    #expect(found.count == 1 && found[0].hasPrefix("deployment.url: ") && !found[0].contains("planted"))
  }

  @Test(
    "A branch or a file that cannot be one is refused",
    arguments: [
      "branch: a..b", "branch: refs/heads/main", "branch: -x", "branch: a b", "branch: a.lock/", "branch: \"\"",
      "argoRbac: {file: /etc/passwd}", "argoRbac: {file: ../a}", "argoRbac: {file: a/../b}", "argoRbac: {file: a//b}",
      "argoRbac: {key: a..b}", "vaultRbac: {key: \"\"}", "vaultRbac: {key: a.}", "username: \"a:b\"",
    ]
  )
  func refused(keys: String) {
    #expect(messages("flux: {url: /srv/f.git, \(keys)}\n\(leastConfiguration)").count == 1)
  }
}
