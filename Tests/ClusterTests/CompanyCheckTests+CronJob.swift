import Foundation
import Sandbox
import TestSupport
import Testing

extension CompanyCheckTests {
  @Test(
    "The cluster takes cronjob.yaml, whose nightly check, as its service account, reads all and mails what it finds"
  )
  func nightlyCheck() async throws {
    let deployed = try Deployed()
    let certificates = try await TestCertificates()
    let smtp = try await SMTPServer.start(
      certificate: certificates.pair("mail", names: "IP:127.0.0.1"),
      password: "driftcheck:hunter2"
    )
    try await CompanySystems.holding(ExampleCompany.drifted([.missingSecret])) { company in
      try await deployed.apply(to: company.cluster.server)
      let job = try #require(deployed.jobs["driftcheck"])
      #expect(!job.isSuspended && job.serviceAccount == "driftcheck")
      let program = try await deployed.program(of: job, in: company, mailTo: smtp, certificates.authority.certificate)
      try await eventually("the rights of the account") {
        try await deployed.run(job, with: program).status == 0
      }
      let run = try await deployed.run(job, with: program)
      #expect(run.status == 0 && run.errors == "")
      #expect(run.text.contains("shop-qa/gitlab-registry-image-pull-secret") && !run.text.contains("UNKNOWN"))
      let history = program.folder.url.appending(path: "state/driftcheck.sqlite")
      #expect(FileManager.default.fileExists(atPath: history.path))
    }
    let mails = try smtp.received()
    #expect(mails.last?.to == ["platform@example.com"] && mails.last?.user == "driftcheck")
    #expect(mails.last?.field("Subject")?.contains("1 finding") == true)
    await smtp.stop()
  }

  @Test("The job that repairs is suspended until somebody wants it")
  func suspendedFix() throws {
    let jobs = try Deployed().jobs
    #expect(jobs.count == 2)
    #expect(jobs["driftcheck-fix"]?.isSuspended == true)
    #expect(jobs["driftcheck-fix"]?.serviceAccount == "driftcheck-fix")
  }
}
