import Foundation
import Sandbox
import TestSupport

/// A company of its own on a real API server, and driftcheck as the job of cronjob.yaml that repairs runs it.
struct RepairedCompany {
  let systems: CompanySystems
  let deployed: Deployed
  /// The job's configuration, with the token of its service account.
  let program: DriftCheckProgram
  /// The job's service account, as the audit log has it.
  let account: ClusterUser

  var server: RealAPIServer { systems.cluster.server }

  /// Runs `body` with a company that holds `world`, once the account has its rights.
  static func run(_ world: World, _ body: (RepairedCompany) async throws -> Void) async throws {
    let deployed = try Deployed()
    let certificates = try await TestCertificates()
    let smtp = try await SMTPServer.start(
      certificate: certificates.pair("mail", names: "IP:127.0.0.1"),
      password: "driftcheck:hunter2"
    )
    try await CompanySystems.owning(world) { systems in
      try await deployed.apply(to: systems.cluster.server)
      guard let job = deployed.jobs["driftcheck-fix"] else { throw Deployed.Unknown(kind: "CronJob driftcheck-fix") }
      let program = try await deployed.program(of: job, in: systems, mailTo: smtp, certificates.authority.certificate)
      let account = ClusterUser(name: "system:serviceaccount:driftcheck:\(job.serviceAccount)", token: "")
      let company = RepairedCompany(systems: systems, deployed: deployed, program: program, account: account)
      // A run that only reads, as a repair that fails for want of a right counts as an attempt.
      try await eventually("the rights of the account") {
        try await company.driftcheck(["--fix", "--dry-run"]).report().unreadable.isEmpty
      }
      try await body(company)
    }
    await smtp.stop()
  }

  /// Runs driftcheck with its report as JSON.
  func driftcheck(_ arguments: [String]) async throws -> DriftCheckRun {
    try await program.check(arguments, environment: ["KUBECONFIG": "kubeconfig"])
  }

  /// What the account asked the API server for since the mark.
  func requests(since mark: AuditMark) throws -> [AuditEvent] {
    try server.requests(of: account, since: mark)
  }

  /// All that GitLab and the repositories hold.
  func contents() async throws -> (tokens: [Int: GitLabToken], groups: [Int: GitLabGroup], git: GitWorld) {
    let gitlab = await systems.gitlab.gitlab.world
    return (gitlab.tokens, gitlab.groups, try await systems.repositories.git.contents())
  }

  /// What was sent to GitLab and the repositories that can have changed something.
  func writes() async -> [LoggedRequest] {
    let gitlab = await systems.gitlab.log.requests
    return await (gitlab + systems.repositories.log.requests).filter(\.isWrite)
  }
}

extension DriftCheckReport {
  /// The lines of the findings that are still there.
  var open: [String] { findings.filter { $0.state != "resolved" }.map(\.line).sorted() }
}
