import Formats
import Model
import Testing

@Suite("Editing Argo CD's policy")
struct ArgoPolicyEditTests {
  private static let rule = ArgoRbac.Rule.grant(member: "new@example.com", role: "role:shop-dev")
  private static let other = ArgoRbac.Rule.grant(member: "a@example.com", role: "role:other")

  private func edited(_ file: String, _ edits: ArgoPolicyEdit..., key: YAMLPath? = nil) throws -> String {
    try ArgoPolicyFile.applying(edits, to: file, key: key)
  }

  private func flaw(_ file: String, _ edits: ArgoPolicyEdit...) -> String? {
    do {
      _ = try ArgoPolicyFile.applying(edits, to: file)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("A line is added after the others of its role, in the middle of the file")
  func middle() throws {
    let file = """
      kind: ArgoCD
      spec:
        rbac:
          policy: |
            # shop
            p, role:shop-dev, logs, get, shop-dev/*, allow \u{20}
            # other
            g, a@example.com, role:other

          scopes: '[groups]' # é
      """
    let wished = """
      kind: ArgoCD
      spec:
        rbac:
          policy: |
            # shop
            p, role:shop-dev, logs, get, shop-dev/*, allow \u{20}
            g, new@example.com, role:shop-dev
            # other
            g, a@example.com, role:other

          scopes: '[groups]' # é
      """
    let result = try edited(file, .add(Self.rule, role: "role:shop-dev"))
    #expect(result == wished)
    #expect(try edited(result, .add(Self.rule, role: "role:shop-dev")) == result)
    #expect(try edited(result, .remove(Self.rule)) == file)
  }

  @Test(
    "A role without lines gets them at the end of the block, whatever follows, with the block's breaks and indentation",
    arguments: [
      ("\n", "   ", "\n", "\nz: 1\n"), ("\r\n", "        ", "\r\n", "\r\n"), ("\n", "\t", "\n", ""),
      ("\n", "     ", "", ""),
      ("\n", "   ", "\n\n   \n", "# end\n---\na: 1"),
    ]
  )
  func atEnd(lineBreak: String, indentation: String, afterBlock: String, rest: String) throws {
    let indent = indentation == "\t" ? "   " : indentation
    let head = ["kind: ArgoCD", "spec:", " rbac:", "  policy: |", "\(indent)g, a@example.com, role:other"]
      .joined(separator: lineBreak)
    let added = lineBreak + "\(indent)g, new@example.com, role:shop-dev"
    #expect(
      try edited(head + afterBlock + rest, .add(Self.rule, role: "role:shop-dev")) == head + added + afterBlock + rest
    )
  }

  @Test(
    "Into an empty block, too",
    arguments: [
      ("  policy: |\n", "    "), ("  policy: |", "    "), ("  policy: |1-\n", "   "),
      ("  \"policy\": |+ # ours\n\n\n", "    "),
    ]
  )
  func emptyBlock(value: String, indentation: String) throws {
    let file = "kind: ArgoCD\nspec:\n rbac:\n\(value)"
    let result = try edited(file, .add(Self.rule, role: "role:shop-dev"))
    #expect(result.contains("\n\(indentation)g, new@example.com, role:shop-dev"))
    #expect(result.hasSuffix("\n") == file.hasSuffix("\n"))
  }

  @Test("Lines are removed wherever they mean the rule, and only in the block")
  func removed() throws {
    let file = """
      # g, a@example.com, role:other
      kind: ArgoCD
      note: |
        g, a@example.com, role:other
      spec: {x: 1}
      ---
      kind: ConfigMap
      metadata: {name: argocd-rbac-cm}
      data:
        policy.csv: |
          g, a@example.com, role:other
          # keep
          g,   "a@example.com", role:other\u{20}
          g, b@example.com, role:other
      """
    #expect(throws: ArgoPolicyFile.Flaw.self) { try edited(file, .remove(Self.other)) }
    let key = YAMLPath(["data", "policy.csv"])
    let result = try edited(file, .remove(Self.other), key: key)
    #expect(
      result.hasSuffix(
        "role:other\nspec: {x: 1}\n---\nkind: ConfigMap\nmetadata: {name: argocd-rbac-cm}\ndata:\n"
          + "  policy.csv: |\n    # keep\n    g, b@example.com, role:other"
      )
    )
    #expect(try edited(result, .remove(Self.other), key: key) == result)
  }

  @Test("Removing the last lines of a file without a final newline leaves it without")
  func removedAtEnd() throws {
    let head = "kind: ArgoCD\nspec:\n rbac:\n  policy: |\n   # keep"
    #expect(try edited(head + "\n   g, a@example.com, role:other", .remove(Self.other)) == head)
  }

  @Test("What is no literal block is not edited, but said", arguments: ["''", "a", "\"\"", ">\n   # a", "~", ""])
  func otherStyles(value: String) {
    let file = "kind: ArgoCD\nspec:\n rbac:\n  policy: \(value == "a" ? "# a\n" : value)\n"
    #expect(
      flaw(file, .add(Self.rule, role: "role:shop-dev"))?.hasSuffix(
        "the policy can be edited only as a literal block (|) with usual line breaks"
      ) == true
    )
  }

  @Test(
    "A name that cannot stand on one line injects nothing",
    arguments: ["a\nb", "a\u{2028}b", "a\0", "a\rb", "a\u{85}b"]
  )
  func injection(member: String) {
    let file = "kind: ArgoCD\nspec:\n rbac:\n  policy: |\n   # a\n"
    #expect(
      flaw(file, .add(.grant(member: member, role: "role:x"), role: "role:x"))?.hasSuffix("cannot be written here")
        == true
    )
  }

  @Test("A name with commas and quotes grants to that name alone")
  func quoted() throws {
    let rule = ArgoRbac.Rule.grant(member: "a, role:admin\"", role: "role:x")
    let result = try edited("kind: ArgoCD\nspec:\n rbac:\n  policy: |\n   # a\n", .add(rule, role: "role:x"))
    #expect(try ArgoPolicyFile(parsing: result).policy.lines(of: "role:x").map(\.rule) == [rule])
  }

  @Test("A difference gives its own repair, and lines that deny are left")
  func ofDifference() throws {
    let desired = ArgoRbac(role: "role:shop-dev", rules: [Self.rule])
    let denied = "p, role:shop-dev, logs, get, x/*, deny"
    let beyond = "g, b@example.com, role:shop-dev"
    let file = "kind: ArgoCD\nspec:\n rbac:\n  policy: |\n   \(denied)\n   \(beyond)\n   \(beyond)\n"
    let difference = ArgoPolicyDifference(desired: desired, observed: try ArgoPolicyFile(parsing: file).policy)
    let additions = difference.additions(to: desired.role)
    #expect(additions.allSatisfy { !$0.isRemoval } && difference.removals.allSatisfy(\.isRemoval))
    let result = try ArgoPolicyFile.applying(additions + difference.removals, to: file)
    #expect(result == "kind: ArgoCD\nspec:\n rbac:\n  policy: |\n   \(denied)\n   \(Self.rule.policyLine)\n")
  }
}
