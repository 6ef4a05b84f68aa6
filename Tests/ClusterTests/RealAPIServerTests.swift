import Foundation
import TestSupport
import Testing

@Suite("A real API server")
struct RealAPIServerTests {
  @Test("It is ready, and of the version that its program claims")
  func isReady() async throws {
    struct Version: Decodable { let gitVersion: String }
    let server = try await RealAPIServer.shared
    let version = try await server.ask(APICall(.get, "/version")).decoded(as: Version.self)
    #expect(try await server.programVersion() == "Kubernetes \(version.gitVersion)")
  }

  @Test("A user without rights is refused, and served once he is granted them")
  func rightsCount() async throws {
    let server = try await RealAPIServer.shared
    let user = try await server.newUser()
    let list = APICall(.get, "/api/v1/namespaces")
    #expect(try await server.ask(list, as: user).status == 403)
    try await server.grant([AccessRule(["list"], "namespaces")], to: user)
    #expect(try await server.ask(list, as: user).status == 200)
  }

  @Test("A caller without a valid token is not let in")
  func strangersAreRefused() async throws {
    let server = try await RealAPIServer.shared
    let stranger = ClusterUser(name: "stranger", token: "0000")
    #expect(try await server.ask(APICall(.get, "/api/v1/namespaces"), as: stranger).status == 401)
  }

  @Test("A Project is taken and listed")
  func projectsAreListed() async throws {
    let server = try await RealAPIServer.shared
    try await server.create([.namespace("listed")])
    try await server.create([.project("shop-dev", in: "listed", projectId: "shop", environmentType: "dev")])
    let answer = try await server.ask(APICall(.get, "/apis/kyotu.tech/v1/namespaces/listed/projects"))
    #expect(try answer.decoded(as: ProjectList.self).items.map(\.spec.projectId) == ["shop"])
  }

  @Test("A Project of an environment that does not exist is refused")
  func environmentsAreChecked() async throws {
    let server = try await RealAPIServer.shared
    try await server.create([.namespace("strict")])
    let project = ClusterObject.project("shop-lab", in: "strict", projectId: "shop", environmentType: "lab")
    let answer = try await server.ask(APICall(.post, project.collection, body: project.json.text))
    #expect(answer.status == 422)
  }

  @Test("Objects can be applied twice, changed and deleted")
  func objectsChange() async throws {
    let server = try await RealAPIServer.shared
    let secret = ClusterObject.secret("pull", in: "changing", data: ["key": "say \"hi\" \\ äöü\n"])
    for _ in 1...2 {
      try await server.apply([.namespace("changing")])
      try await server.apply([secret])
    }
    try await server.change(secret.path, ["metadata": ["labels": ["team": "crew"]]])
    let stored = try await server.ask(APICall(.get, secret.path)).decoded(as: StoredSecret.self)
    #expect(stored.metadata.labels == ["team": "crew"])
    #expect(stored.data["key"] == Data("say \"hi\" \\ äöü\n".utf8))
    try await server.delete(secret.path)
    #expect(try await server.ask(APICall(.get, secret.path)).status == 404)
  }

  @Test("A refused write is an error that names the request and the reason")
  func refusalsAreErrors() async throws {
    let server = try await RealAPIServer.shared
    let error = await #expect(throws: ControlPlaneError.self) { try await server.create([.namespace("default")]) }
    let text = try #require(error).description
    #expect(text.contains("POST /api/v1/namespaces was answered with 409"))
    #expect(text.contains("already exists"))
  }

  @Test("The audit log tells who asked for what")
  func requestsAreLogged() async throws {
    let server = try await RealAPIServer.shared
    let user = try await server.newUser(allowed: [AccessRule(["list"], "secrets")])
    let mark = try server.auditMark()
    let path = "/api/v1/secrets?fieldSelector=metadata.name%3Dpull&resourceVersion=0"
    #expect(try await server.ask(APICall(.get, path), as: user).isSuccess)
    let events = try server.requests(of: user, since: mark)
    #expect(events.map(\.verb) == ["list"])
    #expect(events.map(\.requestURI) == [path])
    #expect(events.map(\.objectRef?.resource) == ["secrets"])
    #expect(events.map(\.isRead) == [true])
  }

  @Test("A service account's token is accepted under its name")
  func serviceAccountsAreKnown() async throws {
    let server = try await RealAPIServer.shared
    let account = ClusterObject(
      collection: "/api/v1/namespaces/default/serviceaccounts",
      name: "visitor",
      json: ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "visitor"]]
    )
    try await server.create([account])
    let token = try await server.token(ofServiceAccount: "visitor", in: "default")
    let visitor = ClusterUser(name: "system:serviceaccount:default:visitor", token: token)
    let answer = try await server.ask(APICall(.get, "/api/v1/namespaces"), as: visitor)
    #expect(answer.status == 403)
    #expect(answer.text.contains(visitor.name))
  }
}

private struct ProjectList: Decodable {
  struct Item: Decodable {
    struct Spec: Decodable { let projectId: String }
    let spec: Spec
  }
  let items: [Item]
}

private struct StoredSecret: Decodable {
  struct Metadata: Decodable { let labels: [String: String]? }
  let metadata: Metadata
  let data: [String: Data]
}
