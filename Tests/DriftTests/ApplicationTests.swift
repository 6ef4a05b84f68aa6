import Drift
import Model
import Testing

@Suite("The files of a Project in the deployment repository")
struct ApplicationTests {
  /// An edit of the text of `applications/shop-dev.yaml`, as somebody would make it by hand.
  struct Edit: CustomTestStringConvertible {
    var testDescription: String
    var of: String
    var to: String
    /// The fields that are told, without the name of the file; none where it is no difference.
    var fields: [FieldDifference] = []

    init(_ title: String, _ of: String, _ to: String, _ fields: [FieldDifference] = []) {
      testDescription = title
      self.of = of
      self.to = to
      self.fields = fields
    }
  }

  private static let destination = "    - name: '*'\n      server: https://kubernetes.default.svc\n"

  private static let harmless = [
    Edit("comments", "kind: AppProject\n", "# made by a robot\nkind: AppProject # yes\n"),
    Edit("quotes", "name: 'shop-dev'\n", "name: \"shop-dev\"\n"),
    Edit("flow style", "  name: 'shop-dev'\n  namespace: argocd\n", "  {name: shop-dev, namespace: argocd}\n"),
    Edit(
      "order",
      "apiVersion: argoproj.io/v1alpha1\nkind: AppProject\n",
      "kind: AppProject\napiVersion: argoproj.io/v1alpha1\n"
    ),
    Edit("blanks at the end of lines", "spec:\n", "spec:   \n"),
    Edit("carriage returns", "\n", "\r\n"),
  ]

  private static let harmful = [
    Edit(
      "another branch",
      "revision: 'main'",
      "revision: 'test'",
      [
        field("ApplicationSet shop-dev-apps spec.generators[0].git.revision", "main", "test"),
        field("ApplicationSet shop-dev-configs spec.generators[0].git.revision", "main", "test"),
      ]
    ),
    Edit(
      "another repository",
      "sourceRepos:\n    - 'https://gitlab.example.com/operations/deployment.git'",
      "sourceRepos:\n    - 'https://gitlab.example.com/somebody/else.git'",
      [
        field(
          "AppProject shop-dev spec.sourceRepos[0]",
          "https://gitlab.example.com/operations/deployment.git",
          "https://gitlab.example.com/somebody/else.git"
        )
      ]
    ),
  ]

  private static func field(_ path: String, _ desired: String?, _ observed: String?) -> FieldDifference {
    FieldDifference(
      "applications/shop-dev.yaml: \(path)",
      desired: desired.map(FieldDifference.Side.text) ?? .absent,
      observed: observed.map(FieldDifference.Side.text) ?? .absent
    )
  }

  private static func difference(_ fault: Fault, _ fields: [FieldDifference], of name: String = "shop-dev")
    -> Difference
  {
    Difference(.application, fault, of: name, subject: name, fields: fields)
  }

  private func world(_ edit: (inout WorldDeployment) -> Void) -> World {
    var world = World.withDeployment()
    var deployment = world.deployment ?? WorldDeployment(of: [])
    edit(&deployment)
    world.deployment = deployment
    return world
  }

  @Test("A wished world has no finding")
  func wished() {
    #expect(World.withDeployment().findings.isEmpty)
  }

  @Test("How the file is written makes no difference", arguments: harmless)
  func style(edit: Edit) {
    let world = world { $0["shop-dev"] = $0["shop-dev"].replacing(edit.of, with: edit.to) }
    #expect(world.deployment?["shop-dev"] != World.withDeployment().deployment?["shop-dev"])
    #expect(world.findings.isEmpty)
  }

  @Test("What the file says makes one, one for the file, with each field", arguments: harmful)
  func changed(edit: Edit) {
    let world = world { $0["shop-dev"] = $0["shop-dev"].replacing(edit.of, with: edit.to) }
    #expect(world.differences == [Self.difference(.changed, edit.fields)])
    #expect(world.findings.first?.action == ProposedAction("write applications/shop-dev.yaml anew"))
  }

  @Test("A lacking file and a lacking placeholder are one finding with both")
  func missing() {
    let file = FieldDifference(
      "applications/shop-dev.yaml",
      desired: .text("rendered from the template"),
      observed: .absent
    )
    let placeholder = FieldDifference(
      "manifests/shop-dev/.gitkeep",
      desired: .text("an empty file"),
      observed: .absent
    )
    let withoutFile = world { $0.files["applications/shop-dev.yaml"] = nil }
    #expect(withoutFile.differences == [Self.difference(.missing, [file])])
    var withoutBoth = world {
      $0.files["applications/shop-dev.yaml"] = nil
      $0.files["manifests/shop-dev/.gitkeep"] = nil
    }
    #expect(withoutBoth.differences == [Self.difference(.missing, [file, placeholder])])
    withoutBoth.deployment?.files["manifests/shop-dev/web/deployment.yaml"] = "kind: Deployment"
    #expect(withoutBoth.differences == [Self.difference(.missing, [file, placeholder])])
    #expect(
      withoutBoth.findings.first?.action
        == ProposedAction("create applications/shop-dev.yaml and manifests/shop-dev/.gitkeep")
    )
    #expect(withoutBoth.findings.first?.severity == .high)
  }

  @Test("A placeholder with something in it, and more files beside it, are no difference")
  func occupied() {
    let world = world {
      $0.files["manifests/shop-dev/.gitkeep"] = "keep"
      $0.files["manifests/shop-dev/web/deployment.yaml"] = "kind: Deployment"
    }
    #expect(world.findings.isEmpty)
  }

  @Test("Additions are told, and writing the file anew is a removal")
  func additions() {
    let world = world { $0["shop-dev"] += "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n" }
    #expect(world.differences == [Self.difference(.changed, [Self.field("ConfigMap extra", nil, "an object")])])
    #expect(
      world.findings.first?.action
        == ProposedAction("write applications/shop-dev.yaml anew, without what was added", removal: true)
    )
    #expect(world.findings.first?.severity == .medium)
  }

  @Test("An AppProject that allows more is high")
  func rights() {
    let world = world {
      $0["shop-dev"] = $0["shop-dev"].replacing(
        Self.destination,
        with: "    - {name: '*', server: '*', namespace: '*'}\n\(Self.destination)"
      )
    }
    #expect(world.findings.map(\.severity) == [.high])
    #expect(world.findings.map(\.action?.removal) == [true])
  }

  @Test("A token that somebody wrote into an address is not told")
  func secrecy() {
    let world = world {
      $0["shop-dev"] = $0["shop-dev"].replacing("https://gitlab", with: "https://oauth2:glpat-planted@gitlab")
    }
    let sides = world.findings.flatMap(\.fields).map(\.observed)
    #expect(!sides.isEmpty && sides.allSatisfy { $0 == .masked })
  }

  @Test("A file that is no YAML is changed, not unknown", arguments: ["kind: [", "", "- a\n- b\n", "a: &x 1\nb: *x\n"])
  func noYAML(text: String) {
    let world = world { $0["shop-dev"] = text }
    #expect(world.findings.map(Difference.init).map(\.fault) == [.changed])
    #expect(world.findings.first?.action?.removal == !text.isEmpty)
  }

  @Test("What could not be read is no drift")
  func unreadable() {
    let reason = Unreadable(system: .deployment, subject: "main", reason: "the server did not answer")
    var world = world {
      $0.files = [:]
      $0.failure = reason
    }
    #expect(world.findings.isEmpty)
    #expect(world.snapshot.unreadable == [reason])
    world = self.world {
      $0["shop-dev"] += "# more\n"
      $0.unreadableTexts["shop-dev"] = reason
      $0["crew-prod"] = "kind: ["
    }
    #expect(world.findings.map(\.project) == ["crew-prod"])
    #expect(world.snapshot.unreadable == [reason])
  }
}
