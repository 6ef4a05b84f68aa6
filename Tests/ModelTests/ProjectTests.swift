import Model
import Testing

@Suite("Which Projects can be served")
struct ProjectTests {
  static let longest = String(repeating: "a", count: 63)

  private func flaws(
    projectID: ProjectResource.Entry = .text("shop"),
    environmentType: ProjectResource.Entry = .text("dev"),
    googleGroup: ProjectResource.Entry = .absent,
    undecodable: String? = nil
  ) -> [ProjectFlaw] {
    let resource = ProjectResource(
      reference: ObjectReference(namespace: "projects", name: "any"),
      uid: "1",
      projectID: projectID,
      environmentType: environmentType,
      googleGroup: googleGroup,
      undecodable: undecodable
    )
    do {
      _ = try Project(resource)
      return []
    } catch {
      return error.flaws
    }
  }

  @Test("A valid one is taken over as it stands")
  func valid() throws {
    let reference = ObjectReference(namespace: "projects", name: "any")
    let project = try Project(
      ProjectResource(
        reference: reference,
        uid: "1",
        projectID: .text("shop"),
        environmentType: .text("stage"),
        googleGroup: .text("Shop.Crew@example.com")
      )
    )
    #expect(project.name == "shop-stage")
    #expect(project.projectID == "shop")
    #expect(project.environment == .stage)
    #expect(project.googleGroup == "Shop.Crew@example.com")
    #expect(project.reference == reference)
  }

  @Test("A projectId is a DNS-1123 label", arguments: ["a", "7", "shop", "a-b", "a--b", "0-0", "shop-dev"])
  func goodProjectID(text: String) {
    #expect(flaws(projectID: .text(text)).isEmpty)
  }

  @Test(
    "A projectId that could leave its place is refused",
    arguments: [
      "", "-", "-a", "a-", "A", "shOp", "a_b", "a.b", "a b", " a", "a ", "a\n", "\na", "a\t", "a\u{0}", "a\r",
      "../x", "..", ".", "/", "a/b", "a\\b", "a%2fb", "a\"b", "a'b", "a:b", "a#b", "{{a}}", "<b>", "$(id)", "`id`",
      "а", "ａ", "a\u{301}", "é", "ß", "１", "a\u{200B}", "a\u{2010}b", "ﬁ", "😀",
      String(repeating: "a", count: 64), String(repeating: "a", count: 10_000),
    ]
  )
  func hostileProjectID(text: String) {
    #expect(flaws(projectID: .text(text)) == [.projectID(.text(text))])
  }

  @Test("An environment is one of five words", arguments: ["dev", "qa", "test", "stage", "prod"])
  func goodEnvironment(text: String) {
    #expect(flaws(environmentType: .text(text)).isEmpty)
  }

  @Test("Any other environment is refused", arguments: ["", "Dev", "dev ", "dev\n", "development", "production", "d"])
  func badEnvironment(text: String) {
    #expect(flaws(environmentType: .text(text)) == [.environmentType(.text(text))])
  }

  @Test(
    "A NAME has at most 63 characters",
    arguments: [("dev", 59, true), ("dev", 60, false), ("stage", 57, true), ("stage", 58, false), ("qa", 63, false)]
  )
  func lengthOfName(environment: String, length: Int, isValid: Bool) {
    let projectID = String(Self.longest.prefix(length))
    let found = flaws(projectID: .text(projectID), environmentType: .text(environment))
    #expect(found == (isValid ? [] : [.name("\(projectID)-\(environment)")]))
  }

  @Test(
    "A googleGroup is one plain e-mail address, or nothing",
    arguments: [
      "", "a@b.c", "shop.crew@example.com", "Shop_Crew+x@Example.COM", "a-b%c@x-y.example.com", "_a@b.cd", "1@2.3",
      String(longest.prefix(60)) + "@example.com",
    ]
  )
  func goodAddress(text: String) {
    #expect(flaws(googleGroup: .text(text)).isEmpty)
  }

  @Test(
    "An address that could inject something is refused",
    arguments: [
      "shop", "@", "a@", "@b.c", "a@b", "a@b.", "a@.b", "a@b..c", "a@@b.c", "a@b@c.d", "a@b.c,d@e.f",
      "a@b.c\ng, x@y.z, role:admin", "a@b.c\n", "a@b.c\r", "\na@b.c", " a@b.c", "a@b.c ", "a b@c.d", "a\t@b.c",
      "\"a\"@b.c", "'a'@b.c", "a@b.c\"", "a,b@c.d", "a;b@c.d", "a:b@c.d", "<a@b.c>", "a(x)@b.c", "a\\@b.c",
      "a\u{0}@b.c",
      "&a@b.c", "a&b@c.d", "=a@b.c", "a=b@c.d", "-a@b.c", "+a@b.c", "%a@b.c", "*@b.c", "!a@b.c", "|a@b.c", "#a@b.c",
      ".a@b.c", "a.@b.c", "a..b@c.d", "a@-b.c", "a@b-.c", "a@b_c.d", "a@[127.0.0.1]", "ä@b.c", "a@bücher.de", "а@b.c",
      longest + "aa@example.com", "a@" + String(repeating: "b.", count: 130) + "c", "a@" + longest + "a.com",
    ]
  )
  func hostileAddress(text: String) {
    #expect(flaws(googleGroup: .text(text)) == [.googleGroup(.text(text))])
  }

  @Test("A field of the wrong type is a flaw, and all flaws are told at once, in the order of the fields")
  func allAtOnce() {
    let found = flaws(
      projectID: .other("a number"),
      environmentType: .absent,
      googleGroup: .other("a list")
    )
    #expect(found == [.projectID(.other("a number")), .environmentType(.absent), .googleGroup(.other("a list"))])
    #expect(
      flaws(projectID: .text(Self.longest), googleGroup: .text("a")) == [
        .name(Self.longest + "-dev"), .googleGroup(.text("a")),
      ]
    )
  }

  @Test("Of an object that cannot be decoded only that is said")
  func undecodable() {
    #expect(flaws(projectID: .absent, undecodable: "no spec") == [.undecodable("no spec")])
  }
}
