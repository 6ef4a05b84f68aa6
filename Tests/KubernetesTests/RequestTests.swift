import Foundation
import HTTP
import Kubernetes
import Testing

@Suite("Requests are pure values")
struct RequestTests {
  private let projects = APIResource(
    group: "kyotu.tech",
    version: "v1",
    plural: "projects",
    isNamespaced: true
  )

  @Test("a cached list of a custom resource asks the watch cache of all namespaces")
  func cachedList() throws {
    let request = try ListRequest(projects).page()
    #expect(request.method == .get)
    #expect(request.target == "/apis/kyotu.tech/v1/projects?resourceVersion=0")
    #expect(request.accept == "application/json")
    #expect(request.body == nil)
  }

  @Test("a consistent list asks for pages, and keeps its selectors on each of them")
  func consistentList() throws {
    let list = ListRequest(
      .secrets,
      namespace: "shop-dev",
      fieldSelector: "metadata.name=a,type=b",
      labelSelector: "app in (x, y)",
      consistency: .consistent()
    )
    let selectors = "fieldSelector=metadata.name%3Da%2Ctype%3Db&labelSelector=app%20in%20%28x%2C%20y%29"
    let path = "/api/v1/namespaces/shop-dev/secrets?"
    #expect(try list.page().target == path + selectors + "&limit=500")
    #expect(try list.page(continuing: "a+/=").target == path + selectors + "&limit=500&continue=a%2B%2F%3D")
  }

  @Test("metadata alone is asked for by the Accept header")
  func metadataOnly() throws {
    let list = try ListRequest(.namespaces, metadataOnly: true).page()
    #expect(list.accept.hasPrefix("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"))
    let get = try APIRequest.get(.namespaces, name: "x", metadataOnly: true)
    #expect(get.accept.hasPrefix("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1"))
    #expect(get.target == "/api/v1/namespaces/x")
  }

  @Test("a create goes to the collection, names the object in errors, and can be rehearsed")
  func create() throws {
    let object = Data("{}".utf8)
    let request = try APIRequest.create(
      .leases,
      namespace: "ops",
      name: "fixer",
      object: object,
      dryRun: true
    )
    #expect(request.method == .post)
    #expect(request.target == "/apis/coordination.k8s.io/v1/namespaces/ops/leases?dryRun=All")
    #expect(request.contentType == "application/json")
    #expect(request.body == object)
    #expect("\(request.operation)" == "create leases.coordination.k8s.io fixer in namespace ops")
  }

  @Test("a replace goes to the object")
  func replace() throws {
    let request = try APIRequest.replace(.secrets, namespace: "a", name: "b", object: Data("{}".utf8))
    #expect(request.method == .put)
    #expect(request.target == "/api/v1/namespaces/a/secrets/b")
  }

  @Test(
    "a patch says by its media type what it is",
    arguments: [
      (Patch.merge(Data("{}".utf8)), "application/merge-patch+json"),
      (Patch.json(Data("[]".utf8)), "application/json-patch+json"),
    ]
  )
  func patch(patch: Patch, contentType: String) throws {
    let request = try APIRequest.patch(projects, namespace: "projects", name: "shop", with: patch)
    #expect(request.method == .patch)
    #expect(request.contentType == contentType)
    #expect(request.target == "/apis/kyotu.tech/v1/namespaces/projects/projects/shop")
  }

  @Test("a delete carries its preconditions")
  func delete() throws {
    let request = try APIRequest.delete(
      .namespaces,
      name: "old",
      preconditions: Preconditions(uid: "u-1", resourceVersion: "7")
    )
    let body = try #require(request.body)
    #expect(request.method == .delete)
    #expect(request.target == "/api/v1/namespaces/old")
    #expect(
      String(decoding: body, as: UTF8.self)
        == #"{"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"resourceVersion":"7","uid":"u-1"}}"#
    )
  }

  @Test("a dry run of a delete says so in its body, beside which an API server does not read the query")
  func dryDelete() throws {
    let request = try APIRequest.delete(
      .secrets,
      namespace: "a",
      name: "b",
      preconditions: Preconditions(uid: "u-1", resourceVersion: "7"),
      dryRun: true
    )
    #expect(request.target == "/api/v1/namespaces/a/secrets/b")
    #expect(String(decoding: request.body ?? Data(), as: UTF8.self).contains(#""dryRun":["All"]"#))
  }

  @Test(
    "a name that would change the meaning of the URL is refused before anything is sent",
    arguments: ["", ".", "..", "a/b", "a%2Fb"]
  )
  func hostileNames(name: String) {
    #expect(throws: KubernetesError.self) {
      try APIRequest.delete(
        .namespaces,
        name: name,
        preconditions: Preconditions(uid: "u", resourceVersion: "1")
      )
    }
    #expect(throws: KubernetesError.self) { try ListRequest(.secrets, namespace: name).page() }
  }

  @Test("an object that lives in a namespace cannot be read without one, nor the other way round")
  func namespaces() {
    #expect(throws: KubernetesError.self) { try APIRequest.get(.secrets, name: "x") }
    #expect(throws: KubernetesError.self) { try APIRequest.get(.namespaces, namespace: "a", name: "x") }
  }

  @Test("a request does not show its body")
  func hiddenBody() throws {
    let object = Data(#"{"data":"planted-body-value"}"#.utf8)
    let request = try APIRequest.create(.secrets, namespace: "a", name: "b", object: object)
    var dumped = "\(request) \(String(reflecting: request))"
    dump(request, to: &dumped)
    #expect(!dumped.contains("planted-body-value"))
    #expect(!dumped.contains(object.base64EncodedString()))
  }

  @Test(
    "the right that an operation takes is said in words",
    arguments: [
      (Operation(.list, .secrets), "list secrets in all namespaces"),
      (Operation(.get, .secrets, namespace: "x", name: "y"), "get secrets in namespace x"),
      (Operation(.create, .namespaces, name: "z"), "create namespaces"),
    ]
  )
  func permissions(operation: Kubernetes.Operation, words: String) {
    #expect(operation.requiredPermission == words)
  }
}
