import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("A check that looks at the repositories")
struct RepositoryCheckTests {
  private static let filter = ["--project", "shop-dev"]
  private static let url = "https://gitlab.example.com/operations/deployment.git"
  private static let rbac = """
    kind: ConfigMap
    metadata: {name: argocd-rbac-cm}
    data:
      policy.csv: |
        p, role:shop-dev, applications, get, shop-dev/*, allow
        p, role:shop-dev, applications, sync, shop-dev/*, allow
        p, role:shop-dev, applications, update, shop-dev/*, allow
        p, role:shop-dev, logs, get, shop-dev/*, allow
        p, role:shop-dev, exec, create, shop-dev/*, allow
        g, shop.crew@example.com, role:shop-dev

    """
  private static let vault = """
    vault:
      externalConfig:
        policies:
          - name: shop_dev_access
            rules: path "secret/shop_dev/*" { capabilities = ["create", "read", "update", "delete", "list"] }
        groups:
          - {name: shop.crew@example.com, type: external, policies: [shop_dev_access]}
        group-aliases:
          - {name: shop.crew@example.com, mountpath: oidc, group: shop.crew@example.com}

    """
  private static let rbacFile = "namespaces/argocd/argocd-operator/rbac.yaml"
  private static let vaultFile = "namespaces/vault/vault/rbac_values.yaml"
  private static let application = "applications/shop-dev.yaml"

  private let deployment: SourceRepository
  private let flux: SourceRepository

  init() async throws {
    deployment = try await SourceRepository(named: "deployment")
    flux = try await SourceRepository(named: "flux")
    let manifest = try Repository.fixture("application-shop-dev.yaml")
    try await deployment.commit([
      Self.application: manifest.replacing(Self.url, with: deployment.bare.path), "manifests/shop-dev/.gitkeep": "",
    ])
    try await flux.commit([Self.rbacFile: Self.rbac, Self.vaultFile: Self.vault])
  }

  private var sections: String {
    "deployment: {url: \(deployment.bare.path)}\nflux: {url: \(flux.bare.path)}\n"
  }

  private func withCompany(_ more: String = "", _ body: (CheckedCompany) async throws -> Void) async throws {
    try await CheckedCompany.run { company in
      try company.configure(sections + more)
      try await body(company)
    }
  }

  @Test("finds nothing in a wished world, with copies that are kept and with such that are not")
  func wished() async throws {
    for more in ["", "state: {directory: state}\n"] {
      try await withCompany(more) { company in
        let report = try await company.report(Self.filter, status: 0)
        #expect(report.findings.isEmpty && report.unreadable.isEmpty)
        #expect(try await company.program.run(Self.filter).text.contains(" 2 git"))
        let kept = company.program.folder.url.appending(path: "state/git/deployment.git/HEAD").path
        #expect(FileManager.default.fileExists(atPath: kept) == !more.isEmpty)
      }
    }
  }

  @Test("finds what every other Project lacks, and says of each system that it was looked at")
  func others() async throws {
    try await withCompany { company in
      let report = try await company.report(status: 1)
      for kind in ["application", "argoRbac", "vaultRbac"] {
        let lines = report.lines.filter { $0.hasPrefix(kind) }
        #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix("\(kind) missing ") })
        #expect(!lines.contains("\(kind) missing shop-dev"))
      }
      #expect(try await company.program.run([]).text.contains("not looked at  gitlab, history"))
    }
  }

  @Test("finds each of the kinds, and nothing of it at the next commit that puts it right")
  func broken() async throws {
    try await withCompany("state: {directory: state}\n") { company in
      let manifest = try String(contentsOf: deployment.workFolder.appending(path: Self.application), encoding: .utf8)
      try await deployment.commit([Self.application: manifest.replacing("'main'", with: "'test'")])
      try await flux.commit([
        Self.rbacFile: Self.rbac + "    g, mallory@example.com, role:shop-dev\n",
        Self.vaultFile: Self.vault.replacing("mountpath: oidc", with: "mountpath: ldap"),
      ])
      let report = try await company.report(Self.filter, status: 1)
      #expect(
        report.lines == ["application changed shop-dev", "argoRbac extra shop-dev", "vaultRbac changed shop-dev"]
      )
      let grant = report.findings.first { $0.kind == "argoRbac" }?.fields.first
      #expect(grant?.path == "line 11" && grant?.observed == "g, mallory@example.com, role:shop-dev")
      try await deployment.commit([Self.application: manifest])
      try await flux.commit([Self.rbacFile: Self.rbac, Self.vaultFile: Self.vault])
      let next = try await company.report(Self.filter, status: 0)
      #expect(next.findings.map(\.state) == ["resolved", "resolved", "resolved"])
    }
  }

  @Test("calls what it cannot read unknown, and nothing of it resolved")
  func unknown() async throws {
    try await withCompany("state: {directory: state}\n") { company in
      try await flux.commit([Self.rbacFile: Self.rbac + "    p, role:shop-dev\n", Self.vaultFile: nil])
      try await deployment.commit(["manifests/shop-dev/.gitkeep": nil])
      let report = try await company.report(Self.filter, status: 2)
      #expect(report.lines == ["application missing shop-dev"])
      #expect(report.unreadable.map(\.subject) == [Self.rbacFile, Self.vaultFile])
      try FileManager.default.removeItem(at: deployment.bare)
      let next = try await company.report(Self.filter, status: 2)
      #expect(next.lines == [])
      #expect(next.unreadable.map(\.system) == ["deployment", "flux", "flux"])
    }
  }

  @Test("renders a template of one's own, and refuses one that cannot be rendered")
  func template() async throws {
    try await CheckedCompany.run { company in
      try company.configure("deployment: {url: \(deployment.bare.path), template: own.yaml}\n")
      try company.program.write("apiVersion: v1\nkind: App\nmetadata: {name: '{{name}}'}\n", to: "own.yaml")
      try await deployment.commit([Self.application: "{kind: App, apiVersion: v1, metadata: {name: shop-dev}}"])
      #expect(try await company.report(Self.filter, status: 0).findings.isEmpty)
      try company.program.write("name: {{nmae}}\n", to: "own.yaml")
      let run = try await company.program.run(Self.filter)
      #expect(run.status == 2)
      #expect(
        run.errors.contains("deployment.template: cannot use") && run.errors.contains("line 1: there is no variable")
      )
    }
  }

  @Test("goes on with a warning where copies cannot be kept", arguments: ["state", "state/git/deployment.git.lock"])
  func degrades(obstacle: String) async throws {
    try await withCompany("state: {directory: state}\n") { company in
      // Nothing of git can be made at all, or what is needed for one of the copies is a folder.
      if obstacle == "state" {
        try company.program.write("no folder", to: obstacle)
      } else {
        let folder = company.program.folder.url.appending(path: obstacle)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      }
      let run = try await company.program.check(Self.filter)
      #expect(run.status == 0)
      let warnings = run.errors.components(separatedBy: "\n").filter { $0.contains("a repository is fetched anew") }
      #expect(warnings.count == 1 && warnings.first?.contains("for want of a folder to keep it in") == true)
      #expect(try await run.report().unreadable.isEmpty)
    }
  }
}
