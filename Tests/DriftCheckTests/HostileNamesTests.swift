import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("driftcheck --fix and names that mean to be more than names")
struct HostileNamesTests {
  private static let texts = [
    "", " ", "../../etc", "a/b", "a\nb: c", "a, role:admin\ng, everybody@example.com", "\u{1B}[31mred",
    "<script>alert(1)</script>",
    "'; rm -rf ~", "${HOME}", "{{path}}", "%2e%2e%2f", "-f", "*", "\u{202E}vorp", "\0", "kube-system",
    String(repeating: "a", count: 300),
  ]

  @Test(
    "A Project with such a name in any field is refused, and gets nothing; all others are repaired",
    arguments: ["projectId", "environmentType", "googleGroup"]
  )
  func refused(field: String) async throws {
    var world = CheckedCompany.world(with: [.lostNamespaceLabel, .missingArgoRole])
    let texts = Self.texts.filter { text in
      // Nobody at all is a good answer to who gets access, and kube-system-dev a good name.
      !(field == "googleGroup" && text.isEmpty) && !(field == "projectId" && text == "kube-system")
    }
    for (number, text) in texts.enumerated() {
      var spec: JSONValue = ["projectId": .string("odd\(number)"), "environmentType": "dev"]
      spec[field] = .string(text)
      world.addProject("odd-\(number)", spec)
    }
    try await CheckedCompany.run(world) { company in
      try company.lookAtEverything("state: {directory: state}\n")
      let run = try await company.program.check(["--fix", "--yes"])
      let report = try await run.report()
      #expect(run.status == 1 && report.unreadable.isEmpty, "\(run.errors)")
      let invalid = texts.indices.map { "project invalid projects/odd-\($0)" }
      #expect(report.findings.filter { $0.state != "resolved" }.map(\.line).sorted() == invalid.sorted())
      // The label, and one push.
      let writes = await company.writes
      #expect(writes.count == 2, "\(writes)")
      let text = try await company.program.run([]).text
      #expect(!text.unicodeScalars.contains { $0 != "\n" && ($0.value < 32 || $0 == "\u{202E}") })
    }
  }

  /// Valid, though YAML, shells or people may read something else in them.
  private static let oddities: [(projectId: String, googleGroup: String?)] = [
    ("null", "null@example.com"), ("true", "yes@no.example.com"), ("0x1f", "0x1f@1e3.com"), ("1e3", "1@2.example"),
    ("007", "a_b%c+d-e@x-1.example.com"), ("y", "Y.N@EXAMPLE.com"), ("a--b", nil), ("xn--bcher-kva", "_@a.bc"),
    (String(repeating: "x", count: 59), "role.admin@example.com"), ("kubernetes", "p.g@allow.deny"),
    ("access", "g@p.com"),
  ]

  @Test("What is valid, however odd, is set up from nothing, and is in order then")
  func odd() async throws {
    var world = CheckedCompany.world()
    for (number, oddity) in Self.oddities.enumerated() {
      var spec: JSONValue = ["projectId": .string(oddity.projectId), "environmentType": "dev"]
      spec["googleGroup"] = oddity.googleGroup.map(JSONValue.string)
      world.addProject("odd-\(number)", spec)
    }
    try await CheckedCompany.run(world) { company in
      try company.lookAtEverything("state: {directory: state}\n")
      let before = try await company.server.git.contents()
      let run = try await company.program.check(["--fix", "--yes"])
      let done = try await run.report()
      #expect(run.status == 0, "\(run.errors) \(done.findings.compactMap(\.reason))")
      await company.server.log.clear()
      let report = try await company.fix(status: 0)
      #expect(report.findings.isEmpty && report.unreadable.isEmpty)
      #expect(await company.changes.isEmpty)
      let world = try await company.server.world
      let working = world.workingCredentials(at: Date())
      #expect(working.isSuperset(of: Self.oddities.map { "\($0.projectId)-dev" }))
      for (path, text) in before.files(in: .flux) {
        #expect(linesAdded(to: text, in: world.git[.flux, path] ?? "") != nil)
      }
    }
  }
}

extension World {
  /// Puts in a Project that is a day old.
  fileprivate mutating func addProject(_ name: String, _ spec: JSONValue) {
    let created = Timestamp.kubernetes(Date(timeIntervalSinceNow: -86_400))
    add(
      .projects,
      [
        "metadata": ["name": .string(name), "namespace": "projects", "creationTimestamp": .string(created)],
        "spec": spec,
      ]
    )
  }
}
