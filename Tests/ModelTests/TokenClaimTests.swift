import Foundation
import Model
import Testing

@Suite("What a pull secret's annotations say of its token")
struct TokenClaimTests {
  private static let whole = [
    "driftcheck.kyotu.tech/token-id": "42",
    "driftcheck.kyotu.tech/token-sha256": "ab12",
    "driftcheck.kyotu.tech/previous-token-ids": "7,41",
    "driftcheck.kyotu.tech/rotated-at": "2027-01-15T08:00:00Z",
  ]

  @Test("All of them are read")
  func whole() {
    let rotatedAt = Date(timeIntervalSince1970: 1_800_000_000)
    let expected = TokenClaim(id: 42, sha256: "ab12", predecessors: [7, 41], rotatedAt: rotatedAt)
    #expect(TokenClaim(annotations: Self.whole) == expected)
  }

  @Test("Without an id or a digest there is none", arguments: [nil, "", "x", "4 2", "4.0", "99999999999999999999"])
  func none(id: String?) {
    var annotations = Self.whole
    annotations["driftcheck.kyotu.tech/token-id"] = id
    #expect(TokenClaim(annotations: annotations) == nil)
    annotations = Self.whole
    annotations["driftcheck.kyotu.tech/token-sha256"] = nil
    #expect(TokenClaim(annotations: annotations) == nil)
    #expect(TokenClaim(annotations: [:]) == nil)
  }

  @Test(
    "A list of predecessors may hold blanks; one that cannot be read as a whole counts as empty",
    arguments: [
      ("7, 41", [7, 41]), (" 7 ,41 ", [7, 41]), ("7", [7]), ("7,", [7]), ("", []), ("7,x", []), ("7 41", []),
      ("[7]", []), (nil, []),
    ] as [(String?, Set<Int>)]
  )
  func predecessors(list: String?, expected: Set<Int>) {
    var annotations = Self.whole
    annotations["driftcheck.kyotu.tech/previous-token-ids"] = list
    #expect(TokenClaim(annotations: annotations)?.predecessors == expected)
  }

  @Test("An instant that is none is not known", arguments: [nil, "", "yesterday", "2027-01-15"])
  func rotatedAt(text: String?) {
    var annotations = Self.whole
    annotations["driftcheck.kyotu.tech/rotated-at"] = text
    #expect(TokenClaim(annotations: annotations)?.rotatedAt == nil)
    #expect(TokenClaim(annotations: annotations)?.id == 42)
  }
}
