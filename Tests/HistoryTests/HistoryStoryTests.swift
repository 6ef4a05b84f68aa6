import Drift
import Foundation
import Model
import Testing

@testable import History

@Suite("The history of findings")
struct HistoryStoryTests {
  private let chronicle: Chronicle

  init() throws {
    chronicle = try Chronicle()
  }

  @Test("A finding is new, then ongoing since that day, then resolved once, and new again when it comes back")
  func whole() throws {
    #expect(try chronicle.record(Chronicle.run(day: 0)) == [])
    #expect(try chronicle.record(Chronicle.run(day: 1, sees: ["shop-dev"])) == ["shop-dev new 1-1"])
    #expect(try chronicle.record(Chronicle.run(day: 2, sees: ["shop-dev"])) == ["shop-dev ongoing 1-2"])
    #expect(try chronicle.record(Chronicle.run(day: 5, sees: ["shop-dev"])) == ["shop-dev ongoing 1-5"])
    #expect(try chronicle.record(Chronicle.run(day: 6)) == ["shop-dev resolved 1-5"])
    #expect(try chronicle.record(Chronicle.run(day: 7)) == [])
    #expect(try chronicle.record(Chronicle.run(day: 8, sees: ["shop-dev"])) == ["shop-dev new 8-8"])
  }

  @Test("Findings keep the order of the run, and what is gone follows")
  func order() throws {
    _ = try chronicle.record(Chronicle.run(day: 0, sees: ["a-dev", "b-dev", "c-dev"]))
    let lines = try chronicle.record(Chronicle.run(day: 1, sees: ["d-dev", "c-dev"]))
    #expect(lines == ["d-dev new 1-1", "c-dev ongoing 0-1", "a-dev resolved 0-0", "b-dev resolved 0-0"])
  }

  @Test("What a run could not judge is neither resolved nor forgotten")
  func unjudged() throws {
    _ = try chronicle.record(Chronicle.run(day: 0, sees: ["shop-dev", "web-dev"]))
    let blind = Chronicle.run(day: 1) { $0.project == "web-dev" }
    #expect(try chronicle.record(blind) == ["web-dev resolved 0-0"])
    #expect(try chronicle.record(Chronicle.run(day: 2, sees: ["shop-dev"])) == ["shop-dev ongoing 0-2"])
  }

  @Test("Another fault of the same thing is another finding")
  func otherFault() throws {
    _ = try chronicle.record(Chronicle.run(day: 0, sees: ["shop-dev"]))
    var run = Chronicle.run(day: 1)
    run.findings = [Chronicle.finding("shop-dev", .orphaned)]
    #expect(try chronicle.record(run) == ["shop-dev new 1-1", "shop-dev resolved 0-0"])
  }

  @Test("A finding of this run is handed back whole; of one that is gone, only what it was about is remembered")
  func remembered() throws {
    let store = try HistoryStore(directory: chronicle.directory)
    let whole = Chronicle.finding("shop-dev")
    #expect(try store.record(Chronicle.run(day: 0, sees: ["shop-dev"])).map(\.finding) == [whole])
    var remembered = whole
    (remembered.fields, remembered.action, remembered.reason) = ([], nil, nil)
    #expect(try store.record(Chronicle.run(day: 1)).map(\.finding) == [remembered])
  }

  @Test(
    "Runs that looked at something else do not count",
    arguments: [
      HistoryScope(installation: "other", lookedAt: Chronicle.cluster.lookedAt),
      HistoryScope(installation: nil, lookedAt: Chronicle.cluster.lookedAt),
      HistoryScope(installation: "7c1f", lookedAt: StableHash(["other.tech"])),
    ]
  )
  func otherScope(scope: HistoryScope) throws {
    _ = try chronicle.record(Chronicle.run(day: 0, sees: ["shop-dev", "web-dev"]))
    let elsewhere = Chronicle.run(day: 1, sees: ["shop-dev"], scope: scope)
    #expect(try chronicle.record(elsewhere) == ["shop-dev new 1-1"])
    let later = Chronicle.run(day: 2, sees: ["shop-dev"], scope: scope)
    #expect(try chronicle.record(later) == ["shop-dev ongoing 1-2"])
    let here = Chronicle.run(day: 3, sees: ["shop-dev"])
    #expect(try chronicle.record(here) == ["shop-dev ongoing 0-3", "web-dev resolved 0-0"])
  }

  @Test("Two findings of one name, as nameless objects give, are both handed back and kept once")
  func twins() throws {
    let run = Chronicle.run(day: 0, sees: ["shop-dev", "shop-dev"])
    #expect(try chronicle.record(run) == ["shop-dev new 0-0", "shop-dev new 0-0"])
    #expect(try chronicle.record(Chronicle.run(day: 1)) == ["shop-dev resolved 0-0"])
  }

  @Test(
    "Names are kept as they are, whatever is in them",
    arguments: ["'; DROP TABLE run; --", "größe 🚢", ""]
  )
  func hostileNames(name: String) throws {
    let store = try HistoryStore(directory: chronicle.directory)
    _ = try store.record(Chronicle.run(day: 0, sees: [name]))
    #expect(try store.record(Chronicle.run(day: 1)).map(\.finding.subject) == [name])
  }

  @Test("A name with a zero byte, at which SQLite ends a text, is known again all the same")
  func zeroByte() throws {
    let runs = [0.0, 1.0].map { Chronicle.run(day: $0, sees: ["a\u{0}b", "a\u{0}c"]) }
    let store = try HistoryStore(directory: chronicle.directory)
    #expect(try store.record(runs[0]).map(\.state) == [.new, .new])
    #expect(try store.record(runs[1]).map(\.state) == [.ongoing, .ongoing])
  }
}
