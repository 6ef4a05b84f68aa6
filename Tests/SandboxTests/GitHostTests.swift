import Foundation
import HTTP
import Sandbox
import TestSupport
import Testing

@Suite("The sandbox's repositories")
struct GitHostTests {
  @Test("git clones what the company has there", arguments: GitWorld.Repository.allCases)
  func clone(_ repository: GitWorld.Repository) async throws {
    try await SandboxUnderTest.run { sandbox in
      let git = try GitClient()
      let run = try await git.clone(sandbox.server.openURL(of: repository, user: "deploy-token-7"))
      #expect(run.status == 0, "\(run.errors)")
      let wished = Company.example.world(at: SandboxUnderTest.epoch).git
      let served = sandbox.server.url(of: .deployment)
      let expected = wished.files(in: repository).mapValues {
        $0.replacing(GitWorld.Repository.deployment.address, with: served)
      }
      #expect(try git.files() == expected)
      let contents = try await sandbox.server.git.contents()
      #expect(contents == wished)
      let log = await sandbox.server.log.requests
      #expect(!log.isEmpty && log.allSatisfy { !$0.isWrite && $0.path.hasPrefix("/git/operations/") })
      #expect(Set(log.map(\.user)) == ["system:anonymous", "deploy-token-7"])
    }
  }

  @Test("Nobody comes in without the password", arguments: [nil, "glpat-wrong"])
  func credentials(_ password: String?) async throws {
    try await SandboxUnderTest.run { sandbox in
      let address = sandbox.server.url(of: .flux)
      let git = try GitClient()
      let run = try await git.clone(password.map { sandbox.server.openURL(of: .flux, password: $0) } ?? address)
      #expect(run.status == 128)
      #expect(run.errors.contains(password == nil ? "could not read Username" : "Authentication failed"))
      let refusal = try await sandbox.ask("/git/operations/flux.git/info/refs?service=git-upload-pack")
      #expect(refusal.status == 401 && refusal.headers["WWW-Authenticate"] == "Basic realm=\"GitLab\"")
    }
  }

  @Test("What is no repository is not found")
  func unknownRepository() async throws {
    try await SandboxUnderTest.run { sandbox in
      let git = try GitClient()
      let other = sandbox.server.openURL(of: .flux).replacing("flux.git", with: "other.git")
      let run = try await git.clone(other)
      #expect(run.status == 128 && run.errors.contains("not found"))
    }
  }

  @Test("A fetch brings what was committed since, and with nothing new asks for nothing")
  func fetch() async throws {
    try await SandboxUnderTest.run { sandbox in
      let git = try GitClient()
      _ = try await git.clone(sandbox.server.openURL(of: .deployment))
      await sandbox.server.log.clear()
      #expect(try await git.run("pull", "--quiet", in: "clone").status == 0)
      // What the branch is at, and no more.
      #expect(await sandbox.server.log.requests.filter { $0.method == "POST" }.count == 1)

      try await sandbox.server.git.change("Drop an application") { git in
        git[.deployment, "applications/shop-dev.yaml"] = nil
        git[.deployment, "applications/shop-qa.yaml"] = "changed\n"
      }
      #expect(try await git.run("pull", "--quiet", in: "clone").status == 0)
      let files = try git.files()
      #expect(files["applications/shop-dev.yaml"] == nil && files["applications/shop-qa.yaml"] == "changed\n")
      #expect(
        try await git.run("log", "--format=%s", in: "clone").text
          == "Drop an application\nCollect what all Projects own\n"
      )
    }
  }

  @Test("A push passes, unless the branch is protected")
  func push() async throws {
    try await SandboxUnderTest.run { sandbox in
      let git = try GitClient()
      _ = try await git.clone(sandbox.server.openURL(of: .flux))
      #expect(try await git.push("one\n", to: "notes.md").status == 0)
      #expect(try await sandbox.server.git.contents()[.flux, "notes.md"] == "one\n")
      #expect(await sandbox.server.log.requests.contains { $0.isWrite && $0.path.hasSuffix("/git-receive-pack") })

      for isProtected in [true, false] {
        let body = #"{"repository": "flux", "protected": \#(isProtected)}"#
        #expect(try await sandbox.ask("/sandbox/git", .post, body).status == 200)
        let run = try await git.push("two \(isProtected)\n", to: "notes.md")
        #expect((run.status == 0) == !isProtected)
        #expect(run.errors.contains("not allowed to push code to protected branches") == isProtected)
        let expected = isProtected ? "one\n" : "two false\n"
        #expect(try await sandbox.server.git.contents()[.flux, "notes.md"] == expected)
      }
    }
  }

  @Test(
    "A fault hits the repository that it is meant for",
    arguments: [
      Fault.Effect.status(401), .status(403), .status(404), .status(500), .html(200), .html(502), .dropBefore,
      .truncate(bytes: 20), .shorten(bytes: 20),
    ]
  )
  func faults(_ effect: Fault.Effect) async throws {
    try await SandboxUnderTest.run { sandbox in
      await sandbox.server.faults.add(Fault(effect, path: "/git/operations/flux.git/*"))
      let (hit, spared) = (try GitClient(), try GitClient())
      #expect(try await hit.clone(sandbox.server.openURL(of: .flux)).status == 128)
      #expect(try await spared.clone(sandbox.server.openURL(of: .deployment)).status == 0)
    }
  }

  @Test("Without git the program says so in a sentence, and what to do")
  func noGit() async throws {
    let folder = try TemporaryFolder()
    let folderOfPrograms = URL(filePath: DriftCheckProgram.path).deletingLastPathComponent()
    let program = folderOfPrograms.appending(path: "driftcheck-sandbox")
    let run = try await Program.run(
      program.path,
      ["--directory", folder.url.path],
      environment: ["PATH": folder.url.path]
    )
    #expect(run.status == 1)
    #expect(run.errors.contains("git, which is not installed: run scripts/setup") && run.text.isEmpty)
    #expect(run.errors.contains("with --no-git it serves none"))
  }

  @Test("Nothing is left of them when the server has stopped")
  func removal() async throws {
    let server = try await SandboxServer.start(world: Company.generated(1).world())
    let folder = try await server.git.location()
    #expect(FileManager.default.fileExists(atPath: folder.path))
    await server.stop()
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }
}
