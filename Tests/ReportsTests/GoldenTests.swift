import Foundation
import TestSupport
import Testing

@Suite("A golden")
struct GoldenTests {
  @Test("names the first line that differs")
  func differs() throws {
    let folder = try TemporaryFolder()
    try Data("one\ntwo\n".utf8).write(to: folder.url.appending(path: "golden.txt"))
    let golden = Golden("golden.txt", in: folder.url, recording: false)
    try golden.check("one\ntwo\n")
    let failure = try #require(throws: Golden.Failure.self) { try golden.check("one\n2\n") }
    #expect(
      failure.description
        == "golden.txt is not what the code writes; at line 2 it has two, the code writes 2; if that is right, "
        + "record it with RECORD_GOLDENS=1"
    )
  }

  @Test("fails when it records, and holds what it recorded")
  func records() throws {
    let folder = try TemporaryFolder()
    let failure = try #require(throws: Golden.Failure.self) {
      try Golden("golden.txt", in: folder.url, recording: true).check("one\n")
    }
    #expect(
      failure.description
        == "golden.txt was recorded; look at the difference and run the tests without RECORD_GOLDENS"
    )
    try Golden("golden.txt", in: folder.url, recording: false).check("one\n")
  }

  @Test("says how to record it where it is not there")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    let failure = try #require(throws: Golden.Failure.self) {
      try Golden("golden.txt", in: folder.url, recording: false).check("one\n")
    }
    #expect(failure.description == "golden.txt cannot be read; record it with RECORD_GOLDENS=1")
  }
}
