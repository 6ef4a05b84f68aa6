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
}
