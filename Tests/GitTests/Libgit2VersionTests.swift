import Foundation
import TestSupport
import Testing

@testable import Git

@Suite("The version of libgit2")
struct Libgit2VersionTests {
  @Test("is that of the package that is installed")
  func version() async throws {
    let installed = try await Program.run("pkg-config", ["--modversion", "libgit2"])
    #expect(installed.text == Libgit2Version.current + "\n")
  }
}
