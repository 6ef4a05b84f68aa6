import Formats
import Model
import Testing

@Suite("The file that holds Argo CD's policy")
struct ArgoPolicyFileTests {
  private static let grant = ArgoRbac.Rule.grant(member: "a@example.com", role: "role:shop-dev")

  private func flaw(_ text: String, key: YAMLPath? = nil) -> String? {
    do {
      _ = try ArgoPolicyFile(parsing: text, key: key)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("The ConfigMap among other documents")
  func configMap() throws {
    let file = """
      # who may do what
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: argocd-cm}
      data: {policy.csv: "g, nobody, role:shop-dev"}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: argocd-rbac-cm
      data:
        policy.default: role:none
        policy.csv: |
          # ours

          g, a@example.com, role:shop-dev
        scopes: '[groups]'
      """
    let found = try ArgoPolicyFile(parsing: file)
    #expect(found.policy.lines(of: "role:shop-dev").map(\.rule) == [Self.grant])
    #expect(found.text == "# ours\n\ng, a@example.com, role:shop-dev\n")
    #expect(found.location?.place == TextPlace(line: 13, column: 15))
    #expect(found.location?.lineOfFile(3) == 16)
  }

  @Test("The operator's ArgoCD, with CRLF")
  func argoCD() throws {
    let file = "kind: ArgoCD\r\nspec:\r\n  rbac:\r\n    policy: |-\r\n      g, a@example.com, role:shop-dev\r\n"
    let found = try ArgoPolicyFile(parsing: file)
    #expect(found.policy.lines(of: "role:shop-dev").map(\.rule) == [Self.grant])
    #expect(found.location?.lineOfFile(1) == 5)
  }

  @Test("A configured key, in whichever object")
  func configuredKey() throws {
    let key = try #require(YAMLPath(parsing: "argo-cd.configs.rbac.\"policy.csv\""))
    let file = "argo-cd:\n  configs:\n    rbac:\n      policy.csv: |\n        g, a@example.com, role:shop-dev\n"
    #expect(try ArgoPolicyFile(parsing: file, key: key).policy.lines(of: "role:shop-dev").count == 1)
    #expect(flaw("other: 1\n", key: key)?.hasPrefix("no document holds Argo CD's policy") == true)
  }

  @Test(
    "Other styles are read, but their lines are not those of the file",
    arguments: [
      "\"# a\\ng, a@example.com, role:shop-dev\"", "g, a@example.com, role:shop-dev",
      ">\n      g, a@example.com, role:shop-dev",
    ]
  )
  func otherStyles(value: String) throws {
    let found = try ArgoPolicyFile(parsing: "kind: ArgoCD\nspec:\n  rbac:\n    policy: \(value)\n")
    #expect(found.policy.lines(of: "role:shop-dev").map(\.rule) == [Self.grant])
    #expect(found.location?.isLiteral == false)
    #expect(found.location?.lineOfFile(1) == nil)
  }

  @Test(
    "An object without a policy grants nothing",
    arguments: ["kind: ArgoCD", "kind: ArgoCD\nspec:\n  rbac:", "kind: ArgoCD\nspec: {rbac: {policy: ~}}"]
  )
  func empty(file: String) throws {
    let found = try ArgoPolicyFile(parsing: file)
    #expect(found.text.isEmpty)
    #expect(found.location == nil)
  }

  @Test("Anchors beside the way mean nothing")
  func anchorsBeside() {
    #expect(flaw("kind: ArgoCD\nx: &x {a: 1}\ny: *x\nspec: {z: *x, rbac: {policy: ''}}") == nil)
  }

  @Test(
    "What is in the way is refused, with its place",
    arguments: [
      ("kind: ArgoCD\nspec: &s {rbac: {policy: ''}}", "line 2, column 7: the anchor &s is not supported"),
      ("kind: ArgoCD\nspec:\n  rbac:\n    policy: &p |\n      # a\n", "line 4, column 13: the anchor &p"),
      ("a: &s {rbac: 1}\nkind: ArgoCD\nspec: *s", "line 1, column 4: the anchor &s is not supported"),
      ("kind: ArgoCD\nspec:\n  <<: {a: 1}\n", "line 3, column 3: the merge key << is not supported"),
      ("kind: ArgoCD\nspec: [a]", "line 2, column 7: spec is not a mapping"),
      ("kind: ArgoCD\nspec: {rbac: {policy: [a]}}", "line 2, column 23: policy is not a text"),
      ("kind: ArgoCD\nspec: {rbac: {policy: !secret a}}", "line 2, column 23: the tag !secret is not supported"),
      ("kind: ArgoCD\nkind: ArgoCD", "line 1, column 1: one mapping has more than one key kind"),
      (
        "kind: ArgoCD\n---\nkind: ArgoCD\nspec: {rbac: {policy: ''}}",
        "line 4, column 23: spec.rbac.policy stands in more than one document of the file"
      ),
      ("[a]", "line 1, column 1: the document is not a mapping"),
      ("", "no document holds Argo CD's policy"),
      (
        "kind: ArgoCD\nspec:\n  rbac:\n    policy: |\n      # a\n      x, y\n",
        "line 6 of the file, the policy's line 2: a policy line begins with p or g, not with \"x\""
      ),
      (
        "kind: ArgoCD\nspec: {rbac: {policy: 'x'}}",
        "the policy's line 1: a policy line begins with p or g, not with \"x\""
      ),
    ]
  )
  func refused(text: String, words: String) {
    #expect(flaw(text)?.hasPrefix(words) == true, "\(flaw(text) ?? "read")")
  }
}
