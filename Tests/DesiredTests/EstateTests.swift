import Desired
import Model
import Testing

@Suite("What a Project shall own")
struct EstateTests {
  @Test("By default a namespace NAME without labels, and in it the pull secret of the token NAME-image-puller")
  func defaults() throws {
    let project = try Project.sample()
    let estate = Estate(of: project, under: Policy(registryHost: "registry.example.com"))
    #expect(
      estate
        == Estate(
          project: project,
          namespace: Namespace(name: "shop-dev", labels: [:]),
          pullSecret: PullSecret(
            reference: ObjectReference(namespace: "shop-dev", name: "gitlab-registry-image-pull-secret"),
            registry: "registry.example.com",
            username: "shop-dev-image-puller"
          )
        )
    )
  }

  @Test("The configuration may ask for labels and another name")
  func configured() throws {
    let policy = Policy(
      namespaceLabels: ["team": "platform"],
      pullSecretName: "pull",
      registryHost: "registry.example.com:5050"
    )
    let estate = Estate(of: try .sample("a-b", "prod"), under: policy)
    #expect(estate.namespace.labels == ["team": "platform"])
    #expect(estate.pullSecret.reference.description == "a-b-prod/pull")
    #expect(estate.pullSecret.registry == "registry.example.com:5050")
    #expect(estate.pullSecret.username == "a-b-prod-image-puller")
  }

  @Test("Where GitLab is looked at, a private group of the projectId, and in it the token NAME-image-puller")
  func credential() throws {
    let policy = Policy(registryHost: "registry.example.com", tokens: TokenPolicy())
    let estate = Estate(of: try .sample(), under: policy)
    #expect(
      estate.credential
        == Estate.Credential(
          group: Group(fullPath: "shop", visibility: .isPrivate),
          token: Token(group: "shop", name: "shop-dev-image-puller", scopes: ["read_registry"], level: 20)
        )
    )
    #expect(estate.credential?.token.name == estate.pullSecret.username)
    let without = Policy(registryHost: "registry.example.com")
    #expect(Estate(of: try .sample(), under: without).credential == nil)
  }

  @Test("The configuration may ask for a parent group, scopes and a level; environments share the group")
  func configuredCredential() throws {
    let tokens = TokenPolicy(parentGroup: "ops/teams", scopes: ["read_registry", "read_api"], level: 30)
    let policy = Policy(registryHost: "registry.example.com", tokens: tokens)
    let estates = try ["dev", "prod"].map { Estate(of: try .sample("a-b", $0), under: policy) }
    #expect(Set(estates.compactMap(\.credential?.group)) == [Group(fullPath: "ops/teams/a-b")])
    #expect(estates.map(\.credential?.token.name) == ["a-b-dev-image-puller", "a-b-prod-image-puller"])
    #expect(estates.allSatisfy { $0.credential?.token.scopes == ["read_registry", "read_api"] })
    #expect(estates.allSatisfy { $0.credential?.token.level == 30 && $0.credential?.token.group == "ops/teams/a-b" })
  }
}
