import Desired
import Formats
import Model
import Testing

@Suite("What Argo CD shall let a Project's people do")
struct ArgoRbacTests {
  @Test("Five permissions on the Project's own applications, and the grant to its group")
  func rules() throws {
    let rbac = ArgoRbac(of: try .sample(googleGroup: "shop.crew@example.com"))
    #expect(rbac.role == "role:shop-dev")
    #expect(
      rbac.rules.map(\.policyLine) == [
        "p, role:shop-dev, applications, get, shop-dev/*, allow",
        "p, role:shop-dev, applications, sync, shop-dev/*, allow",
        "p, role:shop-dev, applications, update, shop-dev/*, allow",
        "p, role:shop-dev, logs, get, shop-dev/*, allow",
        "p, role:shop-dev, exec, create, shop-dev/*, allow",
        "g, shop.crew@example.com, role:shop-dev",
      ]
    )
  }

  @Test("Without a googleGroup nobody has the role")
  func withoutGroup() throws {
    let rbac = ArgoRbac(of: try .sample())
    #expect(rbac.rules.count == 5)
    let policy = try ArgoPolicy(parsing: "g, anybody@example.com, role:shop-dev")
    #expect(ArgoPolicyDifference(desired: rbac, observed: policy).extraGrants.map(\.number) == [1])
  }
}
