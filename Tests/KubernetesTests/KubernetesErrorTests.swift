import Foundation
import HTTP
import Testing

@testable import Kubernetes

@Suite("An error says what was tried, on which object, what the server said, and what to do next")
struct KubernetesErrorTests {
  private static let projects = APIResource(
    group: "kyotu.tech",
    version: "v1",
    plural: "projects",
    isNamespaced: true
  )

  private static func refused(
    _ operation: Kubernetes.Operation,
    _ code: Int,
    _ reason: String? = nil,
    _ message: String? = nil,
    retryAfter: Int? = nil
  ) -> KubernetesError {
    let details = ServerStatus.Details(name: "x", retryAfterSeconds: retryAfter)
    let status = reason.map { ServerStatus(code: code, reason: $0, message: message, details: details) }
    return KubernetesError(operation, .refused(code: code, status: status))
  }

  private static let getSecret = Operation(.get, .secrets, namespace: "a", name: "x")

  private static let sentences: [(KubernetesError, String)] = [
    (
      refused(Operation(.list, projects), 403, "Forbidden", "projects.kyotu.tech is forbidden"),
      """
      cannot list projects.kyotu.tech in all namespaces: the server says 403, Forbidden: \
      projects.kyotu.tech is forbidden. Grant the right to list projects.kyotu.tech in all \
      namespaces in a Role or ClusterRole.
      """
    ),
    (
      refused(getSecret, 401, "Unauthorized", "Unauthorized"),
      """
      cannot get secrets x in namespace a: the server says 401, Unauthorized: Unauthorized. Check \
      the credential: it is unknown to the server, or has expired.
      """
    ),
    (
      refused(getSecret, 500),
      """
      cannot get secrets x in namespace a: the server answered with status 500 and no reason. Look \
      at the API server's log, and try again.
      """
    ),
    (
      refused(getSecret, 429, "TooManyRequests", "", retryAfter: 3),
      """
      cannot get secrets x in namespace a: the server says 429, TooManyRequests. The server is \
      busy: try again after 3 s.
      """
    ),
    (
      KubernetesError(Operation(.list, projects), .resourceTypeNotServed),
      """
      cannot list projects.kyotu.tech in all namespaces: the server does not serve \
      projects.kyotu.tech in version v1. Install its CustomResourceDefinition or correct group and \
      version in the configuration, and check that the server's address is that of a Kubernetes \
      API.
      """
    ),
    (
      KubernetesError(getSecret, .malformedAnswer(.cutOff(afterBytes: 7))),
      """
      cannot get secrets x in namespace a: the answer ends after 7 bytes, before its JSON does. \
      Check that nothing stands between this program and the API server, and try again.
      """
    ),
    (
      KubernetesError(getSecret, .invalidRequest("“..” cannot stand in a URL path of the API")),
      """
      cannot get secrets x in namespace a: “..” cannot stand in a URL path of the API, so nothing \
      was sent.
      """
    ),
  ]

  @Test("in one wording", arguments: sentences)
  func words(error: KubernetesError, words: String) {
    #expect("\(error)" == words)
  }

  @Test("only a 403 names a missing right")
  func missingPermission() {
    #expect(Self.refused(Self.getSecret, 403).missingPermission == "get secrets in namespace a")
    #expect(Self.refused(Self.getSecret, 401).missingPermission == nil)
  }

  @Test("a 404 is a missing object only if it names one")
  func notFound() {
    let named = Data(#"{"kind":"Status","code":404,"reason":"NotFound","details":{"name":"x"}}"#.utf8)
    let nameless = Data(#"{"kind":"Status","code":404,"reason":"NotFound","details":{}}"#.utf8)
    let plain = Data("404 page not found\n".utf8)
    func judged(_ body: Data) -> KubernetesError {
      .refusal(of: Self.getSecret, code: 404, body: body, credential: Credential())
    }
    #expect(judged(named).isNotFound)
    #expect(judged(nameless).isResourceTypeNotServed)
    #expect(judged(plain).isResourceTypeNotServed)
  }
}
