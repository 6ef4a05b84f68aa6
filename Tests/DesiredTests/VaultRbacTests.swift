import Desired
import Model
import Testing

@Suite("What Vault shall let a Project's people do")
struct VaultRbacTests {
  @Test("Everything with the Project's own secrets, for its group")
  func desired() throws {
    let rbac = VaultRbac(of: try .sample(googleGroup: "shop.crew@example.com"))
    #expect(
      rbac
        == VaultRbac(
          policy: "shop_dev_access",
          path: "secret/shop_dev/*",
          capabilities: ["create", "read", "update", "delete", "list"],
          group: VaultRbac.Group(name: "shop.crew@example.com", type: "external", mountpath: "oidc")
        )
    )
  }

  @Test("Without a googleGroup nobody has the policy")
  func withoutGroup() throws {
    #expect(VaultRbac(of: try .sample()).group == nil)
  }

  @Test("Names that differ in - and _ alone share one policy")
  func collision() {
    #expect(VaultRbac.policy(of: "a-b-dev") == VaultRbac.policy(of: "a_b-dev"))
  }

  @Test(
    "A policy of our shape names its Project",
    arguments: [("shop_dev_access", "shop-dev"), ("a_b_qa_access", "a-b-qa")]
  )
  func owner(policy: String, name: String) {
    #expect(VaultRbac.name(owning: policy) == name)
  }

  @Test(
    "Other policies name nobody",
    arguments: [
      "shop_dev", "shop-dev_access", "dev_access", "_dev_access", "shop_local_access", "_access", "allow_secrets",
    ]
  )
  func others(policy: String) {
    #expect(VaultRbac.name(owning: policy) == nil)
  }
}
