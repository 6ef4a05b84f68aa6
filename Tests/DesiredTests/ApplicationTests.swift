import Desired
import Formats
import Model
import TestSupport
import Testing

@Suite("The application of a Project")
struct ApplicationTests {
  private static let deploymentURL = "https://gitlab.example.com/operations/deployment.git"
  private static let object = "apiVersion: v1\nkind: A\nmetadata: {name: x}\n"

  private func rendered(
    _ template: String?,
    url: String = deploymentURL,
    googleGroup: String? = "shop.crew@example.com"
  ) throws -> String {
    let template = try ApplicationTemplate(template, deploymentURL: url, branch: "main")
    return Application(of: try .sample(googleGroup: googleGroup), from: template).manifest.text
  }

  @Test("Two files: the manifest, and the one that keeps the folder of its manifests")
  func paths() throws {
    let template = try ApplicationTemplate(deploymentURL: Self.deploymentURL, branch: "main")
    let application = Application(of: try .sample("a-b", "prod"), from: template)
    #expect(application.path == "applications/a-b-prod.yaml")
    #expect(application.placeholder == "manifests/a-b-prod/.gitkeep")
  }

  @Test("The built-in template makes an AppProject and two ApplicationSets")
  func builtIn() throws {
    let manifest = try rendered(nil)
    try Golden("Tests/Fixtures/application-shop-dev.yaml").check(manifest)
    let identities = try ApplicationManifest(parsing: manifest).identities.map(\.description)
    #expect(identities == ["AppProject shop-dev", "ApplicationSet shop-dev-apps", "ApplicationSet shop-dev-configs"])
  }

  @Test("It says what the operator writes, in whatever style, but for the operator's own registry")
  func operatorFile() throws {
    let difference = ManifestDifference(
      desired: try ApplicationManifest(parsing: try rendered(nil)),
      observed: try ApplicationManifest(parsing: try Repository.fixture("application-by-operator.yaml"))
    )
    #expect(difference.fields.isEmpty && difference.missingObjects.isEmpty && difference.addedObjects.isEmpty)
    #expect(difference.addedFields.map(\.path) == ["spec.sourceRepos[1]"])
    #expect(difference.addedFields.map(\.observed) == ["registry.example.com/operations/deployment"])
  }

  @Test("A template of one's own has all variables, nothing is escaped, and no line moves")
  func variables() throws {
    let template =
      "\(Self.object)a: '{{ name }} {{nameCapitalized}} {{{projectId}}} {{& environmentType}}'\n"
      + "b: '{{deploymentUrl}} {{branch}}'\n{{! a remark }}\nc: '{{#googleGroup}}{{googleGroup}}{{/googleGroup}}'\n"
    let url = "https://gitlab.example.com/a?b=1&c=<2>"
    #expect(
      try rendered(template, url: url)
        == "\(Self.object)a: 'shop-dev Shop-dev shop dev'\nb: '\(url) main'\nc: 'shop.crew@example.com'\n"
    )
    #expect(try rendered(template, url: url, googleGroup: nil).hasSuffix("c: ''\n"))
  }

  @Test("With other delimiters, Argo CD's own braces stay")
  func delimiters() throws {
    #expect(
      try rendered("{{=<% %>=}}\n\(Self.object)p: '{{path}}-<% name %>'\n")
        == "\(Self.object)p: '{{path}}-shop-dev'\n"
    )
  }

  @Test("A section for Projects without a group is left out of those with one")
  func invertedSection() throws {
    let template = "\(Self.object){{^googleGroup}}\nopen: true\n{{/googleGroup}}\n"
    #expect(try rendered(template) == Self.object)
    #expect(try rendered(template, googleGroup: nil) == "\(Self.object)open: true\n")
  }

  @Test("The name that git gives to the text is known beforehand")
  func blob() throws {
    let template = try ApplicationTemplate(deploymentURL: Self.deploymentURL, branch: "main")
    let application = Application(of: try .sample(), from: template)
    #expect(application.blob == BlobID(of: application.manifest.text))
    #expect(Application(of: try .sample("web"), from: template).blob != application.blob)
  }

  @Test("A thousand Projects take milliseconds")
  func pace() throws {
    let template = try ApplicationTemplate(deploymentURL: Self.deploymentURL, branch: "main")
    let projects = try (0..<1000).map { try Project.sample("project-\($0)") }
    let duration = ContinuousClock().measure {
      for project in projects { #expect(Application(of: project, from: template).blob != nil) }
    }
    // Mustache alone takes ten times as long; unoptimised, this takes 20 ms on one core.
    #expect(duration < .seconds(1))
  }
}
