import Model
import Testing

@testable import DriftCheck

/// A value that must be refused under a key, and one that must not.
struct ValueCase: Sendable, CustomTestStringConvertible {
  let key: String
  let good: [String]
  let bad: [String]

  var testDescription: String { key }

  /// A valid configuration but for `value`, which stands in double quotes.
  func yaml(_ value: String) -> String {
    let parts = key.split(separator: ".").map(String.init)
    let text = "\"\(value)\""
    let shown = key.hasSuffix("[]") ? "[\(text)]" : text
    let name = parts[1].replacing("[]", with: "")
    let others: [String: String] = [
      "gitlab": "url: https://gitlab.example.com, tokenFile: t, ",
      "ignore": "kind: namespace, fault: changed, reason: r, ",
      "registry": "host: registry.example.com, ",
    ]
    let besides = (others[parts[0]] ?? "").split(separator: ", ").filter { !$0.hasPrefix(name + ":") }
    let body = (besides.map(String.init) + ["\(name): \(shown)"]).joined(separator: ", ")
    let section = parts[0] == "ignore" ? "[{\(body)}]" : "{\(body)}"
    let rest = ["kubernetes: {}", "registry: {host: registry.example.com}"].filter { !$0.hasPrefix(parts[0] + ":") }
    return (["\(parts[0]): \(section)"] + rest).joined(separator: "\n")
  }
}

@Suite("Values of a configuration")
struct ConfigurationValueTests {
  @Test(
    "Each form of value takes what is right and refuses what is not",
    arguments: [
      ValueCase(
        key: "kubernetes.leaseNamespace",
        good: ["a", "driftcheck", "a-1"],
        bad: ["", "-a", "a-", "A", "a.b", "a_b", "ä", "\u{212A}", String(repeating: "a", count: 64)]
      ),
      ValueCase(key: "pullSecret.name", good: ["a", "a.b-c"], bad: ["", "a..b", ".a", "A", "a/b"]),
      ValueCase(
        key: "projects.group",
        good: ["kyotu.tech", "a.b.c"],
        bad: ["", "kyotu", "kyotu.tech/v1", "Kyotu.tech"]
      ),
      ValueCase(
        key: "projects.version",
        good: ["v1", "v1beta2", "v2alpha1"],
        bad: ["", "1", "v0", "v1.2", "kyotu/v1"]
      ),
      ValueCase(
        key: "projects.settle",
        good: ["0s", "10m", "24h", "7d"],
        bad: ["", "10", "m", "-1m", "1h30m", "10 m", "1w"]
      ),
      ValueCase(key: "projects.namespaces[]", good: ["projects"], bad: ["", "Projects", "*"]),
      ValueCase(key: "projects.files[]", good: ["a.yaml", "/a"], bad: ["", "a\\nb"]),
      ValueCase(
        key: "registry.host",
        good: [
          "registry", "registry.example.com:5050", "https://r.example.com/v1/", "10.0.0.1", "[::1]:5000", "r/a/b",
        ],
        bad: ["", "https://", "a b", "r:0", "r:65536", "user@r", "r.example.com?x", "-r", "ftp://r", "a..b"]
      ),
      ValueCase(
        key: "gitlab.url",
        good: ["https://gitlab.example.com", "http://127.0.0.1:8080/", "https://example.com/git"],
        bad: ["", "gitlab.example.com", "ssh://g", "https://", "https://g?x=1", "https://g#x", "https://u:p@g"]
      ),
      ValueCase(
        key: "gitlab.proxy",
        good: ["", "http://proxy:3128", "socks5h://proxy"],
        bad: ["proxy:3128", "http://u:p@proxy", "http://proxy/path"]
      ),
      ValueCase(key: "gitlab.parentGroup", good: ["", "a", "a/b_c.d"], bad: ["/a", "a/", "a//b", "a b", "-a"]),
      ValueCase(key: "gitlab.tokenFile", good: ["secrets/token"], bad: ["", "glpat-planted"]),
      ValueCase(key: "ignore.kind", good: ["", "pullSecret"], bad: ["secret", "PullSecret"]),
      ValueCase(key: "ignore.fault", good: ["", "missing"], bad: ["lost"]),
      ValueCase(key: "ignore.project", good: ["", "*", "a-?", "[ab]-dev", "legacy-*"], bad: ["A*", "a b", "a/b"]),
      ValueCase(
        key: "ignore.until",
        good: ["", "2027-03-31", "2028-02-29"],
        bad: ["2027-02-29", "2027-13-01", "31.3.2027", "2027-3-1", "2027-04-31"]
      ),
      ValueCase(key: "ignore.reason", good: ["migration OPS-12"], bad: ["", "  ", "a\\nb"]),
      ValueCase(key: "safety.protectedNamespaces[]", good: ["monitoring"], bad: ["mon*"]),
    ]
  )
  func forms(of value: ValueCase) {
    for good in value.good {
      #expect(messages(value.yaml(good)) == [], "\(value.key): \(good)")
    }
    for bad in value.bad {
      let found = messages(value.yaml(bad))
      #expect(found.count == 1, "\(value.key): \(bad)")
      #expect(
        found.first?.hasPrefix(value.key.replacing("ignore", with: "ignore[0]").replacing("[]", with: "[0]")) == true
      )
    }
  }

  @Test(
    "Labels are checked on both sides",
    arguments: [
      ("{team: shop}", true), ("{app.kubernetes.io/part-of: a_b.c}", true), ("{team: \"\"}", true),
      ("{-team: shop}", false), ("{a/b/c: shop}", false), ("{\"\": shop}", false), ("{team: \"a b\"}", false),
      ("{Example.com/a: shop}", false),
    ]
  )
  func labels(yaml: String, isValid: Bool) {
    let yaml = "kubernetes: {namespaceLabels: \(yaml)}\nregistry: {host: r}\n"
    #expect(messages(yaml).isEmpty == isValid)
  }

  @Test("A wrong label is named with its key")
  func labelMessage() {
    #expect(
      messages("kubernetes: {namespaceLabels: {team: \"a b\"}}\nregistry: {host: r}\n") == [
        "kubernetes.namespaceLabels.team: \"a b\" is not a label's value; write at most 63 of letters, digits, -, _ "
          + "and ., with a letter or digit at both ends, or nothing, for instance projects (driftcheck.yaml:1:38)"
      ]
    )
  }

  @Test("Addresses are kept in one form")
  func normalisation() throws {
    let read = try configuration(
      """
      kubernetes: {}
      registry: {host: https://registry.example.com:5050/v1/}
      gitlab: {url: https://gitlab.example.com/git/, tokenFile: t}
      """
    )
    #expect(read.registry.host == "registry.example.com:5050")
    #expect(read.gitlab?.url == "https://gitlab.example.com/git")
  }

  @Test("What looks like a secret is never quoted, wherever it stands")
  func secretsStayUnseen() {
    let places = [
      "registry: {host: glpat-planted}", "registry: {host: \"https://u:planted@r\"}", "registry: {glpat-planted: 1}",
      "gitlab: {tokenFile: glpat-planted, url: \"https://u:planted@g\"}", "glpat-planted: a", "token: glpat-planted",
      "registry: {host: r, password: planted}", "gitlab:glpat-planted", "registry: {host: \"${SECRET}\"}",
      "kubernetes: {namespaceLabels: {glpat-planted: \"a b\"}}", "gitlab: {tokenFile: \"${SECRET}\"}",
    ]
    for yaml in places {
      let found = messages(yaml, environment: ["SECRET": "glpat planted"])
      #expect(!found.isEmpty, "\(yaml)")
      #expect(!found.joined().contains("planted"), "\(yaml)")
    }
  }
}
