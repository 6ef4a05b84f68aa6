import Foundation
import Model
import Testing

@testable import DriftCheck

@Suite("Loading a configuration")
struct ConfigurationLoadingTests {
  @Test("What the file leaves out has its default")
  func defaults() throws {
    let read = try configuration(leastConfiguration)
    var expected = Configuration()
    expected.kubernetes = KubernetesSection()
    expected.registry.host = "registry.example.com"
    #expect(read == expected)
    #expect(read.kubernetes?.leaseNamespace == "driftcheck")
    #expect(read.projects.group == "kyotu.tech")
    #expect(read.gitlab == nil)
    #expect(read.policy == Policy(registryHost: "registry.example.com"))
  }

  @Test("What the file says reaches the policy")
  func policy() throws {
    let read = try configuration(
      """
      kubernetes: {namespaceLabels: {team: shop}}
      projects: {settle: 1h}
      registry: {host: "https://r/"}
      pullSecret: {name: pull}
      safety: {protectedNamespaces: [monitoring]}
      """
    )
    #expect(
      read.policy
        == Policy(
          namespaceLabels: ["team": "shop"],
          pullSecretName: "pull",
          registryHost: "r",
          settle: 3600,
          protectedNamespaces: ["monitoring"]
        )
    )
  }

  @Test("Paths start at the configuration file, or at HOME")
  func paths() throws {
    let read = try configuration(
      "kubernetes: {kubeconfig: ~/.kube/company}\nprojects: {files: [a.yaml, ../b.yaml, /c.yaml]}\nregistry: {host: r}\n",
      environment: ["HOME": "/home/ada"]
    )
    #expect(read.kubernetes?.kubeconfig == "/home/ada/.kube/company")
    #expect(read.projects.files == ["/etc/driftcheck/a.yaml", "/etc/driftcheck/../b.yaml", "/c.yaml"])
  }

  @Test(
    "Environment variables are filled in, and a doubled dollar is none",
    arguments: [
      ("${A}", "alpha"), ("x${A}-${B}y", "xalpha-y"), ("$${A}", "${A}"), ("$A $ $$", "$A $ $$"),
      ("${A}$${A}", "alpha${A}"),
    ]
  )
  func environment(written: String, expected: String) throws {
    let yaml = "kubernetes: {context: \"\(written)\"}\nregistry: {host: r}\n"
    #expect(try configuration(yaml, environment: ["A": "alpha", "B": ""]).kubernetes?.context == expected)
  }

  @Test(
    "A reference to no variable is an error",
    arguments: ["${", "${}", "${A", "${A:-b}", "${1A}", "${A B}", "${Ä}"]
  )
  func malformedReference(written: String) {
    #expect(
      messages("kubernetes: {context: \"\(written)\"}\nregistry: {host: r}\n", environment: ["A": "a"]) == [
        "kubernetes.context: after ${ comes the name of an environment variable and }, with no default; "
          + "write ${NAME}, or $${ for the text ${ (driftcheck.yaml:1:23)"
      ]
    )
  }

  @Test("A wrong value from the environment is named by its variable, not by its content")
  func environmentMistake() {
    #expect(
      messages("kubernetes: {leaseNamespace: \"${NS}\"}\nregistry: {host: r}\n", environment: ["NS": "Planted!"]) == [
        "kubernetes.leaseNamespace: \"${NS}\" (with NS from the environment) is not a namespace's name; write at most "
          + "63 of a-z, 0-9 and -, with a letter or digit at both ends, for instance driftcheck (driftcheck.yaml:1:30)"
      ]
    )
  }

  @Test("Anchors work")
  func anchors() throws {
    let read = try configuration(
      "projects: {namespaces: &names [a, b]}\nsafety: {protectedNamespaces: *names}\n" + leastConfiguration
    )
    #expect(read.safety.protectedNamespaces == ["a", "b"])
  }

  @Test("The file is the one given, else the environment's, else the one in the current folder")
  func search() throws {
    let folder = try ConfigurationFolder()
    for name in ["given.yaml", "environment.yaml", "driftcheck.yaml"] {
      try folder.write("kubernetes: {context: \(name)}\nregistry: {host: r}\n", to: name)
    }
    let environment = ["DRIFTCHECK_CONFIG": "environment.yaml"]
    #expect(try folder.load("given.yaml", environment).kubernetes?.context == "given.yaml")
    #expect(try folder.load("\(folder.path)/given.yaml", environment).kubernetes?.context == "given.yaml")
    #expect(try folder.load(nil, environment).kubernetes?.context == "environment.yaml")
    #expect(try folder.load(nil, ["DRIFTCHECK_CONFIG": ""]).kubernetes?.context == "driftcheck.yaml")
    #expect(try folder.load(nil, [:]).kubernetes?.context == "driftcheck.yaml")
  }

  @Test("A file that is not there, or no file, is one clear sentence")
  func noFile() throws {
    let folder = try ConfigurationFolder()
    #expect(
      folder.messages(nil) == [
        "no configuration: --config is not given, DRIFTCHECK_CONFIG is not set and ./driftcheck.yaml does not exist; "
          + "begin with a file driftcheck.yaml of two lines, `kubernetes: {}` and "
          + "`registry: {host: registry.example.com}`"
      ]
    )
    #expect(
      folder.messages("a.yaml") == [
        "the configuration a.yaml, named by --config, does not exist; name another file or create this one"
      ]
    )
    #expect(
      folder.messages(nil, ["DRIFTCHECK_CONFIG": "a.yaml"]) == [
        "the configuration a.yaml, named by DRIFTCHECK_CONFIG, does not exist; name another file or create this one"
      ]
    )
    for notAFile in [folder.path, "/dev/null"] {
      #expect(
        folder.messages(notAFile) == [
          "the configuration \(notAFile) cannot be read: it is not a file; name a file that this user may read"
        ]
      )
    }
  }
}
