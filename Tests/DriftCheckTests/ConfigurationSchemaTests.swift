import Foundation
import TestSupport
import Testing
import Yams

@testable import DriftCheck

@Suite("The JSON Schema of the configuration")
struct ConfigurationSchemaTests {
  private let path = "docs/configuration.schema.json"

  @Test("The committed schema is the one that config schema prints")
  func committed() throws {
    try Golden(path).check(ConfigurationSchema.text())
  }

  @Test("Both examples of the documentation follow it", arguments: ["least", "full"])
  func examples(name: String) async throws {
    try await validate(json(ConfigurationDocument().example(name)), againstSchema: path)
  }

  @Test(
    "What the program takes, the schema takes",
    arguments: [
      "kubernetes:\nregistry: {host: \"${HOST}\"}\n",
      "kubernetes: {kubeconfig: \"\", namespaceLabels: {a/b: \"\"}}\nregistry: {host: \"https://r:5000/v1/\"}\n",
      leastConfiguration + "ignore: [{kind: \"\", fault: missing, reason: r, until: \"2027-03-31\"}]\n",
    ]
  )
  func accepted(yaml: String) async throws {
    #expect(messages(yaml, environment: ["HOST": "r"]) == [])
    try await validate(json(yaml), againstSchema: path)
  }

  @Test(
    "What the program refuses, the schema refuses",
    arguments: [
      "kubernetes: {}\n",
      leastConfiguration + "deployment: {}\n",
      leastConfiguration + "projects: {settle: 10}\n",
      leastConfiguration + "projects: {settle: soon}\n",
      leastConfiguration + "pullSecret: {name: \(String(repeating: "a", count: 254))}\n",
      leastConfiguration + "safety: {protectedNamespaces: monitoring}\n",
      leastConfiguration + "ignore: [{kind: secret, reason: r}]\n",
      "kubernetes: {namespaceLabels: {-a: b}}\nregistry: {host: r}\n",
      "kubernetes: {namespaceLabels: {a: b c}}\nregistry: {host: r}\n",
    ]
  )
  func refused(yaml: String) async throws {
    #expect(messages(yaml) != [])
    let error = await #expect(throws: SchemaFailure.self) {
      try await validate(try json(yaml), againstSchema: path)
    }
    guard case .violations = error else {
      Issue.record("the validator could not judge")
      return
    }
  }

  /// `yaml` as an editor hands it to its schema validator: by the core schema of YAML 1.2, where a date is a text.
  private func json(_ yaml: String) throws -> Data {
    try JSONSerialization.data(withJSONObject: jsonObject(try #require(try Yams.compose(yaml: yaml))))
  }
}

/// A node as `JSONSerialization` takes it.
private func jsonObject(_ node: Node) -> Any {
  switch node {
  case .mapping(let mapping):
    return Dictionary(mapping.map { ($0.key.string ?? "", jsonObject($0.value)) }, uniquingKeysWith: { $1 })
  case .sequence(let sequence): return sequence.map(jsonObject)
  case .scalar, .alias:
    if case .text(let text) = Found(node) { return text }
    return node.any
  }
}
