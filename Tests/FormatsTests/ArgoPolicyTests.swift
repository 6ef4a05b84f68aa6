import Formats
import Model
import Testing

@Suite("Argo CD's policy")
struct ArgoPolicyTests {
  private static let seeds = Array(UInt64(1)...20) + [UInt64.random(in: .min ... .max)]

  private static let read = ArgoRbac.Rule.permission(
    subject: "role:shop-dev",
    resource: "applications",
    action: "get",
    object: "shop-dev/*",
    effect: "allow"
  )
  private static let logs = ArgoRbac.Rule.permission(
    subject: "role:shop-dev",
    resource: "logs",
    action: "get",
    object: "shop-dev/*",
    effect: "allow"
  )
  private static let grant = ArgoRbac.Rule.grant(member: "shop.crew@example.com", role: "role:shop-dev")
  private static let desired = ArgoRbac(role: "role:shop-dev", rules: [read, logs, grant])

  private func difference(_ policy: String) throws -> ArgoPolicyDifference {
    ArgoPolicyDifference(desired: Self.desired, observed: try ArgoPolicy(parsing: policy))
  }

  @Test(
    "Order, repetition, comments and blanks are no difference",
    arguments: [
      "p, role:shop-dev, applications, get, shop-dev/*, allow\np, role:shop-dev, logs, get, shop-dev/*, allow\n"
        + "g, shop.crew@example.com, role:shop-dev",
      "# ours\r\n  g,shop.crew@example.com,role:shop-dev  \r\n\r\n\tp,\trole:shop-dev, logs, get, shop-dev/*, allow \r\n"
        + "p, role:shop-dev, applications, get, shop-dev/*, allow \r\n",
      "\"p\", \"role:shop-dev\",applications,  \"get\",shop-dev/*,allow\ng, \"shop.crew@example.com\", role:shop-dev\n"
        + "p, role:shop-dev, logs, get, shop-dev/*, allow\np, role:shop-dev, logs, get, shop-dev/*, allow\n",
      "p, role:shop-dev, applications, get, shop-dev/*, allow\np, role:shop-dev, logs, get, shop-dev/*, allow\n"
        + "g, shop.crew@example.com, role:shop-dev\np, role:shop-dev2, x, y, z, deny\ng, role:admin, role:other\n",
    ]
  )
  func noDifference(policy: String) throws {
    #expect(try difference(policy).isEmpty)
  }

  @Test("What is lacking is said in the order wished for")
  func lacking() throws {
    #expect(try difference("").lacking == [Self.read, Self.logs, Self.grant])
    let some = try difference("p, role:shop-dev, logs, get, shop-dev/*, allow")
    #expect(some.lacking == [Self.read, Self.grant])
    #expect(some.extra.isEmpty && some.extraGrants.isEmpty)
  }

  @Test(
    "A line that is a little different is another line",
    arguments: [
      "p, role:shop-dev, logs, get, shop-dev/*, deny", "p, role:shop-dev, logs, get, */*, allow",
      "p, role:shop-dev, logs , get, shop-dev/*, allow", "p, role:shop-dev, Logs, get, shop-dev/*, allow",
    ]
  )
  func nearMiss(line: String) throws {
    let difference = try difference(line)
    #expect(difference.lacking.contains(Self.logs))
    #expect(difference.extra.map(\.number) == [1])
  }

  @Test("Whoever has the role beyond its group, and whatever the role has beyond its own, stands with its line")
  func extra() throws {
    let difference = try difference(
      """
      g, shop.crew@example.com, role:shop-dev
      g, other.crew@example.com, role:shop-dev

      # grown over time
      g, role:shop-dev, role:admin
      p, role:shop-dev, clusters, *, *, allow
      g, shop.crew@example.com, role:bakery-dev
      g, third.crew@example.com, role:shop-dev, what else
      """
    )
    #expect(difference.extraGrants.map(\.number) == [2, 8])
    #expect(
      difference.extraGrants.map(\.rule) == [
        .grant(member: "other.crew@example.com", role: "role:shop-dev"),
        .grant(member: "third.crew@example.com", role: "role:shop-dev"),
      ]
    )
    #expect(difference.extra.map(\.number) == [5, 6])
  }

  @Test(
    "Where Argo CD cannot use the policy, the line and the reason are said",
    arguments: [
      ("p, role:a, b", "line 1: a line p has 5 fields after the p, not 2"),
      ("\n\np, role:a, b, c, d, allow, x", "line 3: a line p has 5 fields after the p, not 6"),
      ("g, a", "line 1: a line g has 2 fields after the g, not 1"),
      ("p2, a, b, c, d, e", "line 1: a policy line begins with p or g, not with \"p2\""),
      (", a", "line 1: a policy line begins with p or g, not with \"\""),
      ("g, a\"b, c", "line 1: a quote stands where none may stand"),
      ("g, \"a\" , c", "line 1: a quote stands where none may stand"),
      ("g, \"a, c", "line 1: a quote is not closed"),
    ]
  )
  func refused(policy: String, words: String) {
    let flaw = #expect(throws: ArgoPolicy.Flaw.self) { try ArgoPolicy(parsing: policy) }
    #expect(flaw?.description == words)
  }

  @Test("A rule written is the same rule read, whatever its fields hold", arguments: seeds)
  func roundTrip(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "a", ",", "\"", " ", "#", "role:", "*", "é", "\t", "p", "/", "\u{A0}", "\u{301}", "\u{1F468}\u{200D}\u{1F469}",
    ]
    for _ in 0..<100 {
      let fields = (0..<5).map { _ in
        (0..<Int.random(in: 0..<6, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }.joined()
      }
      let rules = [
        ArgoRbac.Rule.permission(
          subject: fields[0],
          resource: fields[1],
          action: fields[2],
          object: fields[3],
          effect: fields[4]
        ),
        .grant(member: fields[1], role: fields[0]),
      ]
      let text = rules.map(\.policyLine).joined(separator: "\n")
      let lines = try ArgoPolicy(parsing: text).lines(of: fields[0])
      #expect(lines.map(\.rule) == rules, "seed \(seed): \(text.debugDescription)")
    }
  }

  @Test("Nothing that anybody may commit makes the reader crash", arguments: seeds)
  func hostile(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "p", "g", ",", ", ", "\"", "\"\"", "\n", "\r\n", "\r", " ", "#", "role:a", "\0", "é", "\u{2028}", "\u{FEFF}",
    ]
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0..<30, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }
        .joined()
      do {
        let lines = try ArgoPolicy(parsing: text).lines(of: "role:a")
        #expect(lines.allSatisfy { $0.number >= 1 }, "seed \(seed): \(text.debugDescription)")
      } catch {
        let count = text.unicodeScalars.count { $0 == "\n" } + 1
        #expect((1...count).contains(error.line), "seed \(seed): \(text.debugDescription)")
      }
    }
  }
}
