import Testing

@testable import Formats

@Suite("The rules of a Vault policy")
struct VaultRulesTests {
  private let wished = VaultRules(path: "secret/shop_dev/*", capabilities: ["create", "read", "list"])

  @Test(
    "Blanks, comments, quoted keys, the order of capabilities and a slash at the beginning mean nothing",
    arguments: [
      "path \"secret/shop_dev/*\" {\n  capabilities = [\"create\", \"read\", \"list\"]\n}",
      "path \"secret/shop_dev/*\" { capabilities = [\"list\",\"read\",\"create\",\"read\",] }",
      "# ours\npath\t\"/secret/shop_dev/*\"{capabilities=[\"read\"/* r */,\"list\" # l\n,\"create\"]} // end",
      "\"path\" \"secret/shop_dev/*\" {\r\n\"capabilities\" = [\r\n\"create\",\r\n\"read\",\r\n\"list\"\r\n]\r\n}\r\n",
    ]
  )
  func same(text: String) {
    #expect(VaultRules(parsing: text) == wished)
  }

  @Test(
    "Everything else differs",
    arguments: [
      "", "path", "path \"secret/shop_dev/*\" { capabilities = [\"create\", \"read\"] }",
      "path \"secret/shop_dev/*\" { capabilities = [\"create\", \"read\", \"list\", \"sudo\"] }",
      "path \"secret/*\" { capabilities = [\"create\", \"read\", \"list\"] }",
      "path \"secret/shop_dev/*\" { capabilities = [\"create\" \"read\" \"list\"] }",
      "path \"secret/shop_dev/*\" { capabilities = [\"create\", \"read\", \"list\"] } path \"a\" { capabilities = [] }",
      "path \"secret/shop_dev/*\" { capabilities = [\"create\", \"read\", \"list\"] min_wrapping_ttl = \"1s\" }",
      "path \"secret/shop_dev/*\" { policy = \"write\" }", "path \"secret/shop_dev/${x}\" { capabilities = [] }",
      "path \"secret/shop_dev/* { capabilities = [\"create\", \"read\", \"list\"] }",
      "path \"secret/shop_dev/*\" { capabilities = [\"create\", \"read\", \"list\"] } /* open",
      "path \"secret/shop_dev/*\" { capabilities = [\"create\", \"read\", \"list\"]",
      "{\"path\": {\"secret/shop_dev/*\": {\"capabilities\": [\"create\", \"read\", \"list\"]}}}",
    ]
  )
  func different(text: String) {
    #expect(VaultRules(parsing: text) != wished)
  }

  @Test("What is written is read as the same", arguments: ["secret/a/*", "a\"b\\c", "a} # {", "é\u{1F600}"])
  func written(path: String) {
    let text = VaultRules.written(path: path, capabilities: ["create", "re\"ad"])
    #expect(VaultRules(parsing: text) == VaultRules(path: path, capabilities: ["create", "re\"ad"]))
  }
}
