import Foundation
import Model
import Observed
import TestSupport
import Testing

@Suite("Projects in files")
struct ProjectFilesTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(_ text: String, to name: String) throws -> String {
    let file = folder.url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  private func read(_ paths: String...) throws(ProjectFileError) -> [ProjectResource] {
    try ProjectFiles(apiVersion: "kyotu.tech/v1", paths: paths).read()
  }

  private static func project(_ name: String, spec: String = "{projectId: shop, environmentType: dev}") -> String {
    """
    apiVersion: kyotu.tech/v1
    kind: Project
    metadata: {name: \(name), namespace: projects}
    spec: \(spec)

    """
  }

  @Test("are read from documents and Lists, other kinds are passed over")
  func documents() throws {
    let path = try write(
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: other}
      ---
      \(Self.project("shop-dev"))
      ---
      apiVersion: v1
      kind: List
      items:
        - apiVersion: kyotu.tech/v1
          kind: Project
          metadata: {name: shop-qa}
          spec: {projectId: shop, environmentType: qa, googleGroup: shop@example.com}
        - {apiVersion: kyotu.tech/v2, kind: Project, metadata: {name: later}}
      ---
      just a text
      """,
      to: "projects.yaml"
    )
    let resources = try read(path)
    #expect(resources.map(\.reference.description) == ["projects/shop-dev", "default/shop-qa"])
    #expect(resources.map(\.environmentType) == [.text("dev"), .text("qa")])
    #expect(resources.map(\.googleGroup) == [.absent, .text("shop@example.com")])
    #expect(resources.allSatisfy { $0.createdAt == nil && $0.undecodable == nil })
  }

  @Test("keep the type of what YAML reads as something else")
  func types() throws {
    let path = try write(
      Self.project("a", spec: "{projectId: 42, environmentType: [dev], googleGroup: {a: b}}")
        + "---\n" + Self.project("b", spec: "{projectId: '42', environmentType: yes, googleGroup: ~}")
        + "---\n" + Self.project("c", spec: "text"),
      to: "projects.yaml"
    )
    let resources = try read(path)
    #expect(resources.map(\.projectID) == [.other("a number"), .text("42"), .absent])
    #expect(resources.map(\.environmentType) == [.other("a list"), .other("a boolean"), .absent])
    #expect(resources.map(\.googleGroup) == [.other("an object"), .absent, .absent])
    #expect(resources.map(\.undecodable) == [nil, nil, "spec is no object"])
  }

  @Test("are read from the YAML files of a folder, in order, not from inner ones")
  func folders() throws {
    _ = try write(Self.project("b"), to: "all/b.yml")
    _ = try write(Self.project("a"), to: "all/a.yaml")
    _ = try write("resources: [a.yaml, b.yml]\n", to: "all/kustomization.yaml")
    _ = try write("no YAML: [", to: "all/README.md")
    _ = try write(Self.project("c"), to: "all/inner/c.yaml")
    #expect(try read(folder.url.appending(path: "all").path).map(\.reference.name) == ["a", "b"])
  }

  @Test("that are not there, or not of that API, are refused by name")
  func refused() throws {
    let missing = folder.url.appending(path: "none.yaml").path
    #expect(throws: ProjectFileError(path: missing, problem: .unreadable("no such file or folder"))) {
      try read(missing)
    }
    let other = try write("kind: Project\napiVersion: kyotu.tech/v2\n", to: "other.yaml")
    #expect(throws: ProjectFileError(path: other, problem: .noProject("kyotu.tech/v1"))) { try read(other) }
    let empty = folder.url.path + "/empty"
    _ = try write("", to: "empty/notes.txt")
    #expect(throws: ProjectFileError(path: empty, problem: .emptyFolder)) { try read(empty) }
  }

  @Test(
    "that are no YAML are refused with the line",
    arguments: ["a: [1\nb: 2\n", "a: 1\nb: 2\nb: 3\n", "a: 1\n\tb: 2\n"]
  )
  func syntax(text: String) throws {
    let path = try write(text, to: "broken.yaml")
    let error = try #require(throws: ProjectFileError.self) { try read(path) }
    #expect(error.description.hasPrefix("projects.files: \(path) is no YAML: line "))
    #expect(!error.description.contains("\n"))
  }

  @Test("that stand there twice are refused with both places")
  func repeated() throws {
    let first = try write(Self.project("a") + "---\n" + Self.project("shop-dev"), to: "first.yaml")
    let second = try write("# again\n" + Self.project("shop-dev"), to: "second.yaml")
    let error = try #require(throws: ProjectFileError.self) { try read(first, second) }
    #expect(
      error.description
        == "projects.files: the Project projects/shop-dev stands in \(first):6 and again in \(second):2; "
        + "take one of them away"
    )
    #expect(throws: ProjectFileError.self) { try read(first, first) }
  }
}
