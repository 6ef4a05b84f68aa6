import Testing

@testable import DriftCheck

/// One mistake, and the exact sentence for it.
struct MistakeCase: Sendable, CustomTestStringConvertible {
  let yaml: String
  let message: String

  init(_ yaml: String, _ message: String) {
    self.yaml = yaml
    self.message = message
  }

  var testDescription: String { yaml }
}

@Suite("Mistakes in a configuration")
struct ConfigurationMistakeTests {
  private static let registry = "registry: {host: registry.example.com}\n"

  @Test(
    "A wrong type is named with what was found, and what to write",
    arguments: [
      MistakeCase(
        "kubernetes:\n  context: prod\n  leaseNamespace: [a]\n",
        "kubernetes.leaseNamespace: expected a text, found a list (driftcheck.yaml:3:19)"
      ),
      MistakeCase(
        "kubernetes: {context: no}\n",
        "kubernetes.context: expected a text, found no, which YAML reads as true or false; write it in quotes: \"no\" "
          + "(driftcheck.yaml:1:23)"
      ),
      MistakeCase(
        "kubernetes: {context: 12}\n",
        "kubernetes.context: expected a text, found a number; write it in quotes, or for instance production "
          + "(driftcheck.yaml:1:23)"
      ),
      MistakeCase(
        "kubernetes:\n  context:\n",
        "kubernetes.context: expected a text, found nothing; write for instance production, or remove the key "
          + "(driftcheck.yaml:2:11)"
      ),
      MistakeCase(
        "kubernetes: {context: !!binary aGFsbG8=}\n",
        "kubernetes.context: expected a text, found a value with a tag; leave the tag out (driftcheck.yaml:1:23)"
      ),
      MistakeCase(
        "kubernetes: production\n",
        "kubernetes: expected a section of keys and values, found a text; "
          + "write key: value, one a line, with a blank after the colon (driftcheck.yaml:1:13)"
      ),
      MistakeCase(
        "kubernetes: {}\nprojects: {namespaces: projects}\n",
        "projects.namespaces: expected a list, found a text; write it in brackets, [like, this] (driftcheck.yaml:2:24)"
      ),
      MistakeCase(
        "kubernetes: {}\nprojects: {namespaces: [a, {b: c}]}\n",
        "projects.namespaces[1]: expected a text, found a section of keys and values (driftcheck.yaml:2:28)"
      ),
      MistakeCase(
        "kubernetes: {}\nprojects: {namespaces: }\n",
        "projects.namespaces: expected a list, found nothing; write [] or remove the key (driftcheck.yaml:2:24)"
      ),
      MistakeCase(
        "kubernetes: {no: x}\n",
        "kubernetes: expected a key, found no, which YAML reads as true or false; write it in quotes: \"no\" "
          + "(driftcheck.yaml:1:14)"
      ),
    ]
  )
  func wrongType(mistake: MistakeCase) {
    #expect(messages(mistake.yaml + Self.registry) == [mistake.message])
  }

  @Test(
    "An unknown key is named with its neighbours and a near miss",
    arguments: [
      MistakeCase(
        "kubernetes: {kubeconfg: a}\n",
        "kubernetes.kubeconfg: unknown key; did you mean kubeconfig? "
          + "known here: kubeconfig, context, leaseNamespace, namespaceLabels (driftcheck.yaml:1:14)"
      ),
      MistakeCase(
        "kubernetes: {colour: red}\n",
        "kubernetes.colour: unknown key; "
          + "known here: kubeconfig, context, leaseNamespace, namespaceLabels (driftcheck.yaml:1:14)"
      ),
      MistakeCase(
        "kubernetes: {}\ngitlab: {url: https://gitlab.example.com, tokenFile: t, token: glpat-planted}\n",
        "gitlab.token: unknown key; write the secret into a file and name that file under tokenFile; "
          + "known here: url, tokenFile, caFile, proxy, parentGroup (driftcheck.yaml:2:57)"
      ),
      MistakeCase(
        "kubernetes: {}\nmetrics: {textfile: driftcheck.prom}\n",
        "metrics: this version does not write metrics yet; remove the section (driftcheck.yaml:2:1)"
      ),
      MistakeCase(
        "kubernetes: {}\nreport: {directory: reports}\n",
        "report.directory: this version does not keep reports yet; see --output; remove the key (driftcheck.yaml:2:10)"
      ),
      MistakeCase(
        "kubernetes: {<<: {context: a}}\n",
        "kubernetes: merge keys (<<) are not supported; write the keys out (driftcheck.yaml:1:14)"
      ),
      MistakeCase(
        "kubernetes: {context: a, context: b}\n",
        "context stands here more than once; keep one (driftcheck.yaml:1:14)"
      ),
    ]
  )
  func unknownKey(mistake: MistakeCase) {
    #expect(messages(mistake.yaml + Self.registry) == [mistake.message])
  }

  @Test(
    "What is missing, or does not go together, is named with an example",
    arguments: [
      MistakeCase(
        "kubernetes: {}\n",
        "registry: missing; write for instance `registry: {host: registry.example.com}` (driftcheck.yaml:1:1)"
      ),
      MistakeCase(
        "kubernetes: {}\nregistry: {}\n",
        "registry.host: missing; write for instance `host: registry.example.com` (driftcheck.yaml:2:11)"
      ),
      MistakeCase(
        "registry: {host: registry.example.com}\n",
        "kubernetes: missing, and projects.files names no file, so there is nothing to read Projects from; "
          + "write for instance `kubernetes: {}` (driftcheck.yaml:1:1)"
      ),
      MistakeCase(
        leastConfiguration + "ignore: [{reason: noise}]\n",
        "ignore[0].project: a rule without kind, project and fault would hide every finding; "
          + "write for instance `project: \"legacy-*\"` (driftcheck.yaml:3:10)"
      ),
    ]
  )
  func missing(mistake: MistakeCase) {
    #expect(messages(mistake.yaml) == [mistake.message])
  }

  @Test("All mistakes are reported at once, in the order of the file")
  func allAtOnce() {
    let yaml = """
      projects:
        settle: soon
        namespces: []
      kubernetes:
        context: ${NOT_SET}
      ignore:
        - {kind: namespce, reason: x}
      """
    #expect(
      messages(yaml) == [
        "registry: missing; write for instance `registry: {host: registry.example.com}` (driftcheck.yaml:1:1)",
        "projects.settle: \"soon\" is not a duration; write a whole number and one of s, m, h, d, without blanks, "
          + "for instance 10m (driftcheck.yaml:2:11)",
        "projects.namespces: unknown key; did you mean namespaces? "
          + "known here: group, version, namespaces, files, settle, exclusive, release, releaseAfter "
          + "(driftcheck.yaml:3:3)",
        "kubernetes.context: the environment variable NOT_SET is not set; set it, or write $${ for the text ${ "
          + "(driftcheck.yaml:5:12)",
        "ignore[0].kind: \"namespce\" is not a kind of finding; write one of project, namespace, group, token, "
          + "pullSecret, application, argoRbac, vaultRbac; did you mean namespace? (driftcheck.yaml:7:12)",
      ]
    )
  }
}
