import Formats
import Model
import Testing

@Suite("Manifests: what holds for any")
struct ManifestPropertyTests {
  private static let seeds = Array(UInt64(1)...200) + [UInt64.random(in: .min ... .max)]

  @Test("However an object is written, it says the same", arguments: seeds)
  func style(seed: UInt64) throws {
    var random = RandomManifest(seed: seed)
    let object = random.object()
    let first = random.yaml(object)
    let second = random.yaml(object)
    let difference = ManifestDifference(
      desired: try ApplicationManifest(parsing: first),
      observed: try ApplicationManifest(parsing: second)
    )
    #expect(difference.isEmpty, "seed \(seed):\n\(first)\n---\n\(second)")
  }

  @Test("One change is found, alone, at its place", arguments: seeds)
  func change(seed: UInt64) throws {
    for change in RandomManifest.Change.allCases {
      var random = RandomManifest(seed: seed)
      let object = random.object()
      let (changed, path) = random.changing(object, change)
      let difference = ManifestDifference(
        desired: try ApplicationManifest(parsing: random.yaml(object)),
        observed: try ApplicationManifest(parsing: random.yaml(changed))
      )
      let found = difference.fields.map(\.path)
      let added = difference.addedFields.map(\.path)
      switch change {
      case .altered, .removed:
        #expect(found == [path] && added.isEmpty, "seed \(seed), \(change): \(found) \(added)")
      case .added:
        #expect(found.isEmpty && added == [path], "seed \(seed), \(change): \(found) \(added)")
      }
    }
  }
}
