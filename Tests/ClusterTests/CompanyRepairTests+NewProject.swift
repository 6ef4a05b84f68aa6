import Foundation
import Sandbox
import TestSupport
import Testing

extension CompanyRepairTests {
  private static let name = "loyalty-dev"

  @Test("A Project that has nothing gets all that it asks for in one run, and no byte of what others own changes")
  func newProject() async throws {
    let world = ExampleCompany.drifted([.settlingProject])
    try await RepairedCompany.run(world) { company in
      let before = try await company.contents()
      let run = try await company.driftcheck(["--fix", "--yes"])
      let report = try await run.report()
      #expect(run.status == 0 && report.unreadable.isEmpty, "\(run.errors)")
      #expect(report.open == [] && report.lines == ExampleCompany.expectedLines([.settlingProject]))

      let after = try await company.contents()
      expectCredential(try await company.secret(of: Self.name), in: after.tokens, after.groups)
      #expect(after.tokens.count == before.tokens.count + 1 && after.groups.count == before.groups.count + 1)
      for (id, group) in before.groups { #expect(after.groups[id] == group) }
      expectFiles(after.git, since: before.git)

      let again = try await company.driftcheck(["--fix", "--yes"])
      #expect(again.status == 0 && again.errors == "Plan: nothing to do\n")
    }
  }

  private func expectCredential(_ secret: PulledSecret, in tokens: [Int: GitLabToken], _ groups: [Int: GitLabGroup]) {
    #expect(secret.type == "kubernetes.io/dockerconfigjson")
    #expect(secret.metadata.labels["app.kubernetes.io/managed-by"] == "driftcheck")
    #expect(secret.metadata.annotations["driftcheck.kyotu.tech/project"] == "projects/\(Self.name)")
    let token = tokens.values.first { $0.secret == secret.entry?.password }
    #expect(secret.entry?.username == "\(Self.name)-image-puller" && token?.name == "\(Self.name)-image-puller")
    #expect(token?.isLive(at: Date()) == true && token?.scopes == ["read_registry"] && token?.level == 20)
    #expect(secret.metadata.annotations["driftcheck.kyotu.tech/token-id"] == token.map { String($0.id) })
    let group = token?.groupID.flatMap { groups[$0] }
    #expect(group?.fullPath == "loyalty" && group?.visibility == .members)
  }

  private func expectFiles(_ after: GitWorld, since before: GitWorld) {
    let own: Set = ["applications/\(Self.name).yaml", "manifests/\(Self.name)/.gitkeep"]
    let (old, new) = (before.files(in: .deployment), after.files(in: .deployment))
    #expect(new.filter { !own.contains($0.key) } == old && own.isSubset(of: new.keys))

    var added = after.files(in: .flux).filter { before[.flux, $0.key] != $0.value }.mapValues { [$0] }
    for path in added.keys {
      added[path] = linesAdded(to: before[.flux, path] ?? "", in: after[.flux, path] ?? "")
    }
    #expect(after.files(in: .flux).count == before.files(in: .flux).count)
    #expect(
      added == [
        "namespaces/argocd/argocd-operator/rbac.yaml": [
          "    p, role:loyalty-dev, applications, get, loyalty-dev/*, allow",
          "    p, role:loyalty-dev, applications, sync, loyalty-dev/*, allow",
          "    p, role:loyalty-dev, applications, update, loyalty-dev/*, allow",
          "    p, role:loyalty-dev, logs, get, loyalty-dev/*, allow",
          "    p, role:loyalty-dev, exec, create, loyalty-dev/*, allow",
          "    g, newcomers@example.com, role:loyalty-dev",
        ],
        "namespaces/vault/vault/rbac_values.yaml": [
          "      - name: loyalty_dev_access",
          "        rules: |",
          "          path \"secret/loyalty_dev/*\" {",
          "            capabilities = [\"create\", \"read\", \"update\", \"delete\", \"list\"]",
          "          }",
          "      - name: newcomers@example.com",
          "        type: external",
          "        policies:",
          "          - loyalty_dev_access",
          "      - name: newcomers@example.com",
          "        mountpath: oidc",
          "        group: newcomers@example.com",
        ],
      ]
    )
  }
}

/// A pull secret as anybody reads it.
private struct PulledSecret: Decodable {
  struct Metadata: Decodable {
    let labels: [String: String]
    let annotations: [String: String]
  }

  struct Document: Decodable {
    let auths: [String: Entry]
  }

  struct Entry: Decodable {
    let username: String
    let password: String
  }

  let metadata: Metadata
  let type: String
  let data: [String: Data]

  /// What it holds for the company's registry.
  var entry: Entry? {
    let document = data[".dockerconfigjson"].flatMap { try? JSONDecoder().decode(Document.self, from: $0) }
    return document?.auths["registry.example.com"]
  }
}

extension RepairedCompany {
  fileprivate func secret(of name: String) async throws -> PulledSecret {
    let path = "/api/v1/namespaces/\(name)/secrets/gitlab-registry-image-pull-secret"
    return try await server.ask(APICall(.get, path)).decoded(as: PulledSecret.self)
  }
}
