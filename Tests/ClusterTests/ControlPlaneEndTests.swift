import Foundation
import TestSupport
import Testing

@Suite("The end of a real API server")
struct ControlPlaneEndTests {
  @Test("A server of one's own is gone, with all it held, once it is stopped")
  func stoppedServersAreGone() async throws {
    let server = try await RealAPIServer.start(controllers: true)
    #expect(FileManager.default.fileExists(atPath: server.authorityFile))
    await server.stop()
    #expect(!FileManager.default.fileExists(atPath: server.authorityFile))
    await #expect(throws: ControlPlaneError.self) { try await server.ask(APICall(.get, "/version")) }
  }

  @Test("It ends when the program that started it is killed")
  func itEndsWithItsParent() async throws {
    let folder = try TemporaryFolder()
    let directory = folder.url.appending(path: "control-plane").path
    let parent = #"coproc "$0" "$1"; read -r line <&"${COPROC[0]}"; echo "$line"; kill -KILL $$"#
    let killed = try await Program.run("bash", ["-c", parent, Repository.script("control-plane"), directory])
    try #require(killed.text.hasPrefix("ready https://127.0.0.1:"), "\(killed.text)\(killed.errors)")

    // The folder is removed after the processes have ended.
    try await eventually("the end of the server") { !FileManager.default.fileExists(atPath: directory) }
    let address = killed.text.dropFirst("ready ".count).trimmingCharacters(in: .newlines)
    let couldNotConnect: Int32 = 7
    let curl = try await Program.run("curl", ["--disable", "--silent", "--noproxy", "*", "\(address)/readyz"])
    #expect(curl.status == couldNotConnect)
  }
}
