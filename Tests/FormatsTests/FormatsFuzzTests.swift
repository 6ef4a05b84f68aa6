import Formats
import Foundation
import Model
import Secrets
import Testing

/// Hostile files for every reader and editor; `FORMATS_FUZZ_SECONDS` makes the run as long as wished.
@Suite("Files that nobody would write")
struct FormatsFuzzTests {
  private static let group = VaultRbac.Group(name: "shop@example.com")
  private static let rbac = VaultRbac(
    policy: "shop_dev_access",
    path: "secret/x/*",
    capabilities: ["read"],
    group: group
  )
  private static let rule = ArgoRbac.Rule.grant(member: "shop@example.com", role: "role:shop-dev")
  private static let key = YAMLPath(["data", "policy.csv"])

  @Test("Nothing crashes or hangs, and what is edited says what was asked or is refused")
  func mutated() throws {
    let seconds = ProcessInfo.processInfo.environment["FORMATS_FUZZ_SECONDS"].flatMap(Double.init) ?? 3
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    var inputs = 0
    var edited = 0
    var slowest = Duration.zero
    while clock.now < end {
      let inputSeed = UInt64.random(in: .min ... .max, using: &random)
      let text = Self.input(seed: inputSeed)
      let start = clock.now
      edited += Self.tryAll(text, seed: inputSeed)
      slowest = max(slowest, clock.now - start)
      inputs += 1
    }
    #expect(edited > 0, "seed \(seed): not one of \(inputs) inputs could be edited")
    // A key of a thousand levels takes the parser a fifth of a second, and far more unoptimised on a busy machine.
    #expect(slowest < .seconds(60), "seed \(seed): one input took \(slowest)")
    if ProcessInfo.processInfo.environment["FORMATS_FUZZ_SECONDS"] != nil {
      FileHandle.standardError.write(Data("\(inputs) inputs, \(edited) edits, slowest \(slowest), seed \(seed)\n".utf8))
    }
  }

  /// How many edits were made; each must say what was asked.
  private static func tryAll(_ text: String, seed: UInt64) -> Int {
    var edited = 0
    PlainFileTests.check(text, seed: seed)
    _ = try? ApplicationManifest(parsing: text)
    _ = try? DockerConfig(parsing: Secret(text))
    _ = try? ArgoPolicy(parsing: text)
    _ = YAMLPath(parsing: text)
    if let config = try? VaultConfig(parsing: text) {
      let edits = VaultDifference(desired: rbac, observed: config).repairs(for: rbac)
      if let result = try? VaultConfig.applying(edits, to: text) {
        let config = try? VaultConfig(parsing: result)
        let rest = config.map { VaultDifference(desired: rbac, observed: $0) }
        #expect(
          rest?.lacking.isEmpty == true && rest?.changed.isEmpty == true,
          "seed \(seed): \(text.debugDescription)"
        )
        edited += 1
      }
      let removals: [VaultEdit] = [.removePolicy(rbac.policy), .revoke(policy: rbac.policy, group: group.name)]
      if let result = try? VaultConfig.applying(removals, to: text) {
        let config = try? VaultConfig(parsing: result)
        #expect(config?.policies(named: rbac.policy).isEmpty == true, "seed \(seed): \(text.debugDescription)")
        edited += 1
      }
    }
    for key in [nil, key] {
      guard let result = try? ArgoPolicyFile.applying([.add(rule, role: "role:shop-dev")], to: text, key: key) else {
        continue
      }
      let lines = try? ArgoPolicyFile(parsing: result, key: key).policy.lines(of: "role:shop-dev")
      #expect(lines?.contains { $0.rule == rule } == true, "seed \(seed): \(text.debugDescription)")
      edited += 1
    }
    return edited
  }

  /// A file that is written properly, and then spoiled in some places.
  private static func input(seed: UInt64) -> String {
    var random = SeededGenerator(seed: seed)
    let file =
      switch Int.random(in: 0..<4, using: &random) {
      case 0: PlainFileTests.vault
      case 1: PlainFileTests.argo
      case 2: RandomSharedFile.vault(seed: seed).text
      case _: RandomSharedFile.argo(seed: seed).text
      }
    var bytes = Array(file.utf8)
    for _ in 0..<Int.random(in: 0...6, using: &random) { spoil(&bytes, &random) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func spoil(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let pieces = [
      "&x ", "*x", "<<: ", "!!str ", "!t ", "|", ">", "|2", "'", "\"", "[", "]", "{", "}", ",", ": ", "- ", "#", " # ",
      "\n", "\r",
      "\r\n", "\t", "\0", "\u{85}", "\u{2028}", "\u{FEFF}", "---\n", "...\n", "? ", "0x999999999999999999", "é",
      "\u{1F600}",
      "policies: []\n", "name: ", "  ", "\\", "shop_dev_access", "g, a, b\n", "~",
    ]
    let at = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0 where at < bytes.count: bytes[at] = UInt8.random(in: .min ... .max, using: &random)
    case 1 where at < bytes.count: bytes.remove(at: at)
    case 2, 3: bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: at)
    case 4:
      var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let line = Int.random(in: 0..<lines.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: lines.remove(at: line)
      case 1: lines.insert(lines[line], at: line)
      case 2: lines.swapAt(line, Int.random(in: 0..<lines.count, using: &random))
      case _: lines[line] = [0x20] + lines[line]
      }
      bytes = Array(lines.joined(separator: [0x0A]))
    case 5 where Int.random(in: 0..<40, using: &random) == 0:
      let opening = ["[", "{a: ", "- ", "? "].randomElement(using: &random) ?? "["
      bytes.insert(contentsOf: String(repeating: opening, count: Int.random(in: 1...3000, using: &random)).utf8, at: at)
    case _:
      let end = Int.random(in: at...bytes.count, using: &random)
      if end - at < 20 { bytes.removeSubrange(at..<end) }
    }
  }
}
