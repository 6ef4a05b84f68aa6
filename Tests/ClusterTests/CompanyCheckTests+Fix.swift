import Foundation
import Sandbox
import TestSupport
import Testing

extension CompanyCheckTests {
  @Test("The job that repairs, as its service account, repairs under its Lease; after it, nothing is left to do")
  func nightlyFix() async throws {
    let deployed = try Deployed()
    let certificates = try await TestCertificates()
    let smtp = try await SMTPServer.start(
      certificate: certificates.pair("mail", names: "IP:127.0.0.1"),
      password: "driftcheck:hunter2"
    )
    let drifts: [PlantedDrift] = [.wrongAuth, .publicGroup, .missingArgoGrant]
    try await CompanySystems.holding(ExampleCompany.drifted(drifts)) { company in
      let server = company.cluster.server
      try await deployed.apply(to: server)
      let job = try #require(deployed.jobs["driftcheck-fix"])
      let program = try await deployed.program(of: job, in: company, mailTo: smtp, certificates.authority.certificate)
      // A run that only reads, as a repair that fails for want of a right counts as an attempt.
      try await eventually("the rights of the account") {
        try await program.run(["--fix", "--dry-run", "--exit-zero"], environment: ["KUBECONFIG": "kubeconfig"]).status
          == 0
      }
      let run = try await deployed.run(job, with: program)
      #expect(run.status == 0 && run.text.hasPrefix("In sync: 3 findings repaired, none left on "), "\(run.text)")
      let lease = try await server.ask(
        APICall(.get, "/apis/coordination.k8s.io/v1/namespaces/driftcheck/leases/driftcheck")
      )
      #expect(lease.isSuccess && lease.text.contains("\"renewTime\"") && !lease.text.contains("\"holderIdentity\""))
      let again = try await deployed.run(job, with: program)
      #expect(again.status == 0 && again.text.contains("In sync: no finding on "), "\(again.text)")
      #expect(again.errors == "Plan: nothing to do\n")
    }
    await smtp.stop()
  }
}
