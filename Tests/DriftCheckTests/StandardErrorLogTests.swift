import ArgumentParser
import Foundation
import Logging
import Testing

@testable import DriftCheck

@Suite("Log lines")
struct StandardErrorLogTests {
  private let written = Written()

  private func logger(_ format: LogFormat, _ level: Logger.Level = .debug) -> Logger {
    Logger(label: "test") { _ in StandardErrorLog(format: format, logLevel: level, write: written.add) }
  }

  @Test("are the level, the message and its pairs in order of their keys")
  func text() {
    var logger = logger(.text)
    logger[metadataKey: "run"] = "r1"
    logger.warning("cannot read", metadata: ["b": "2", "a": "1"])
    #expect(written.text == "warning: cannot read a=1 b=2 run=r1\n")
  }

  @Test("stay one line, and their pairs apart, whatever a value holds")
  func hostileText() {
    logger(.text).info("read", metadata: ["a": "x y=1\nerror: made up", "b": "", "c": "say \"no\""])
    #expect(written.text == "info: read a=\"x y=1\\nerror: made up\" b=\"\" c=\"say \\\"no\\\"\"\n")
  }

  @Test("are one JSON object each, where that is asked for")
  func json() throws {
    logger(.json).error("cannot read", metadata: ["path": "/a\nb"])
    #expect(written.text.split(separator: "\n").count == 1)
    let fields = try JSONDecoder().decode([String: String].self, from: Data(written.text.utf8))
    #expect(fields["level"] == "error" && fields["message"] == "cannot read" && fields["path"] == "/a\nb")
    let time = try #require(fields["time"])
    #expect(throws: Never.self) { try Date(time, strategy: .iso8601) }
  }

  @Test("are left out below the level")
  func level() {
    logger(.text, .warning).info("read")
    #expect(written.text.isEmpty)
  }

  @Test(
    "are warnings and worse, all with --verbose, errors alone with --quiet",
    arguments: [([], Logger.Level.warning), (["--verbose"], .debug), (["--quiet"], .error)]
      as [([String], Logger.Level)]
  )
  func options(arguments: [String], level: Logger.Level) throws {
    #expect(Logger(label: "test", options: try CheckOptions.parse(arguments)).logLevel == level)
  }
}
