import Model
import Testing

@Suite("What a list says of one object")
struct ListingTests {
  private let forbidden = Unreadable(system: .kubernetes, subject: "namespaces", reason: "403 Forbidden")
  private let timeout = Unreadable(system: .kubernetes, subject: "namespace a", reason: "timed out")

  @Test("A list read to its end knows presence and absence")
  func read() {
    let listing = Listing.read(["a": 1])
    #expect(listing["a"] == .present(1))
    #expect(listing["b"] == .absent)
    #expect(Array(listing.values) == [1])
    #expect(listing.failure == nil)
    #expect(listing.unreadable.isEmpty)
  }

  @Test("Values find their places by a key of their own, and of two with one key the later counts")
  func byKey() {
    let listing = Listing.read([(name: "a", size: 1), (name: "b", size: 2), (name: "a", size: 3)], by: \.name)
    #expect(listing["a"].value?.size == 3)
    #expect(listing["b"].value?.size == 2)
    #expect(listing.values.count == 2)
  }

  @Test("A list that was not read never says absent")
  func unreadable() {
    let listing = Listing<String, Int>.unreadable(forbidden)
    #expect(listing["a"] == .unreadable(forbidden))
    #expect(listing.values.isEmpty)
    #expect(listing.failure == forbidden)
    #expect(listing.unreadable == [forbidden])
  }

  @Test("A later sighting replaces an earlier one, in each direction")
  func note() {
    var listing = Listing.read(["a": 1, "b": 2])
    listing.note(.absent, for: "a")
    listing.note(.present(3), for: "c")
    #expect(listing["a"] == .absent)
    #expect(listing["c"] == .present(3))
    #expect(listing.values.sorted() == [2, 3])
    listing.note(.present(4), for: "a")
    listing.note(.present(5), for: "c")
    #expect(listing.values.sorted() == [2, 4, 5])
  }

  @Test("One object that cannot be read is unknown, and the others are not")
  func noteUnreadable() {
    var listing = Listing.read(["a": 1, "b": 2])
    listing.note(.unreadable(timeout), for: "a")
    listing.note(.unreadable(timeout), for: "z")
    #expect(listing["a"] == .unreadable(timeout))
    #expect(listing["z"] == .unreadable(timeout))
    #expect(listing["b"] == .present(2))
    #expect(listing["c"] == .absent)
    #expect(Array(listing.values) == [2])
    #expect(listing.failure == nil)
    #expect(listing.unreadable == [timeout])
    listing.note(.absent, for: "a")
    listing.note(.present(9), for: "z")
    #expect(listing["a"] == .absent)
    #expect(listing["z"] == .present(9))
    #expect(listing.unreadable.isEmpty)
  }

  @Test("A list that was not read stays unknown, whatever is seen of one object")
  func noteOnUnreadable() {
    var listing = Listing<String, Int>.unreadable(forbidden)
    listing.note(.present(1), for: "a")
    listing.note(.absent, for: "b")
    #expect(listing["a"] == .unreadable(forbidden))
    #expect(listing["b"] == .unreadable(forbidden))
    #expect(listing.unreadable == [forbidden])
  }

  @Test("A snapshot collects every reason once, in the same order each time")
  func snapshot() {
    let reasons = (0..<9).map { Unreadable(system: .kubernetes, subject: "namespace \($0)", reason: "timed out") }
    var snapshot = Snapshot(namespaces: .read([:]), pullSecrets: .read([:]))
    for (number, reason) in reasons.enumerated().reversed() {
      snapshot.namespaces.note(.unreadable(reason), for: "\(number)")
      snapshot.pullSecrets.note(.unreadable(reason), for: "\(number)")
    }
    #expect(snapshot.unreadable == reasons)
    #expect(snapshot.namespaces.unreadable == reasons)
    #expect(
      Snapshot(namespaces: .unreadable(timeout), pullSecrets: .unreadable(forbidden)).unreadable
        == [timeout, forbidden].sorted()
    )
  }
}
