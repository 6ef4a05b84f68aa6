import Formats
import Model
import Testing

@Suite("Manifests, compared by what they say")
struct ApplicationManifestTests {
  private static let wanted = """
    apiVersion: v1
    kind: A
    metadata: {name: shop-dev, namespace: argocd}
    spec:
      enabled: true
      limit: 5
      note: "5"
      sourceRepos: [a, b]
      generators:
        - git: {revision: main}
        - list: {elements: []}
    """

  private func difference(_ observed: String, from desired: String = wanted) throws -> ManifestDifference {
    ManifestDifference(
      desired: try ApplicationManifest(parsing: desired),
      observed: try ApplicationManifest(parsing: observed)
    )
  }

  private func wanted(replacing old: String, with new: String) throws -> ManifestDifference {
    try #require(Self.wanted.contains(old), "the replacement must change something")
    return try difference(Self.wanted.replacing(old, with: new))
  }

  @Test(
    "Order of keys, style, comments and blanks are no difference",
    arguments: [
      ("kind: A\n", "kind:   'A'   # ours\n\n"),
      ("metadata: {name: shop-dev, namespace: argocd}", "metadata:\n    namespace: \"argocd\"\n    name: shop-dev"),
      ("enabled: true", "enabled: yes"),
      ("limit: 5\n", "limit: 0x5\n  gone: null\n  unset:\n"),
      ("note: \"5\"", "note: >-\n    5"),
      ("[a, b]", "\n  - b\n  - a"),
      ("apiVersion", "# head\n---\n# nothing\n---\n\"apiVersion\""),
      ("\n", "\r\n"),
      ("\n", "  \n\n"),
    ]
  )
  func noDifference(old: String, new: String) throws {
    #expect(try wanted(replacing: old, with: new).isEmpty)
  }

  @Test(
    "A field that differs is named with its path and both values",
    arguments: [
      ("namespace: argocd", "namespace: other", "metadata.namespace", "argocd", "other"),
      ("enabled: true", "enabled: 'true'", "spec.enabled", "true", "\"true\""),
      ("note: \"5\"", "note: 5", "spec.note", "\"5\"", "5"),
      ("limit: 5", "limit: [5]", "spec.limit", "5", "[5]"),
      ("[a, b]", "[a, c]", "spec.sourceRepos[1]", "b", "c"),
      ("revision: main", "revision: {x: 1, b: no}", "spec.generators[0].git.revision", "main", "{b: false, x: 1}"),
    ]
  )
  func differs(old: String, new: String, path: String, desired: String, observed: String) throws {
    let difference = try wanted(replacing: old, with: new)
    #expect(difference.fields.map(\.path) == [path])
    #expect(difference.fields.map(\.desired) == [desired])
    #expect(difference.fields.map(\.observed) == [observed])
    #expect(difference.fields.map(\.object.description) == ["A shop-dev"])
    #expect(difference.addedFields.isEmpty)
  }

  @Test("What is lacking is a difference without an observed value")
  func lacking() throws {
    let difference = try wanted(replacing: "  limit: 5\n", with: "")
    #expect(difference.fields.map(\.path) == ["spec.limit"])
    #expect(difference.fields.map(\.observed) == [nil])
  }

  @Test(
    "What somebody added is told apart from what differs",
    arguments: [
      ("limit: 5\n", "limit: 5\n  more.keys: {a: 1}\n", "spec[more.keys]", "{a: 1}"),
      ("[a, b]", "[c, b, a]", "spec.sourceRepos[0]", "c"),
      ("{name: shop-dev,", "{labels: {}, name: shop-dev,", "metadata.labels", "{}"),
    ]
  )
  func added(old: String, new: String, path: String, observed: String) throws {
    let difference = try wanted(replacing: old, with: new)
    #expect(difference.fields.isEmpty)
    #expect(difference.addedFields.map(\.path) == [path])
    #expect(difference.addedFields.map(\.observed) == [observed])
  }

  @Test(
    "Order means nothing in the lists that Argo CD takes as sets, and counts in others",
    arguments: [
      ("clusterResourceBlacklist", true), ("clusterResourceWhitelist", true), ("destinations", true),
      ("directories", true), ("finalizers", true), ("namespaceResourceBlacklist", true),
      ("namespaceResourceWhitelist", true), ("sourceNamespaces", true), ("sourceRepos", true), ("syncOptions", true),
      ("valueFiles", false), ("args", false),
    ]
  )
  func sets(key: String, isSet: Bool) throws {
    let desired = Self.wanted.replacing("sourceRepos", with: key)
    let observed = desired.replacing("[a, b]", with: "[b, a]")
    #expect(try difference(observed, from: desired).isEmpty == isSet)
  }

  @Test("In an ordered list, elements are compared place by place")
  func orderedLists() throws {
    let swapped = "- list: {elements: []}\n    - git: {revision: main}"
    let difference = try wanted(replacing: "- git: {revision: main}\n    - list: {elements: []}", with: swapped)
    #expect(difference.fields.map(\.path) == ["spec.generators[0].git", "spec.generators[1].list"])
    #expect(difference.addedFields.map(\.path) == ["spec.generators[0].list", "spec.generators[1].git"])
  }

  @Test("Objects are found by apiVersion, kind and name, wherever they stand")
  func objects() throws {
    let a = "{apiVersion: v1, kind: A, metadata: {name: x}}"
    let b = "{apiVersion: v1, kind: B, metadata: {name: x}}"
    let c = "{apiVersion: v2, kind: A, metadata: {name: x}}"
    #expect(try difference("\(b)\n---\n\(a)", from: "\(a)\n---\n\(b)").isEmpty)
    let changed = try difference("\(b)\n---\n\(c)", from: "\(a)\n---\n\(b)")
    #expect(changed.missingObjects == [ObjectIdentity(apiVersion: "v1", kind: "A", name: "x")])
    #expect(changed.addedObjects == [ObjectIdentity(apiVersion: "v2", kind: "A", name: "x")])
    #expect(try difference("", from: a).missingObjects.count == 1)
    #expect(try difference(a, from: "# nothing").addedObjects.count == 1)
  }
}
