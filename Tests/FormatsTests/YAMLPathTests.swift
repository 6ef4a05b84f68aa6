import Formats
import Testing

@Suite("Paths of keys")
struct YAMLPathTests {
  @Test(
    "Keys are split at points, but not within quotes",
    arguments: [
      ("vault.externalConfig", ["vault", "externalConfig"]), ("data.\"policy.csv\"", ["data", "policy.csv"]),
      ("\"a.b\".c", ["a.b", "c"]), ("a", ["a"]),
    ]
  )
  func keys(text: String, keys: [String]) {
    #expect(YAMLPath(parsing: text)?.keys == keys)
    #expect(YAMLPath(keys).description == text)
  }

  @Test(
    "What is no path is refused",
    arguments: ["", ".", "a.", ".a", "a..b", "\"a", "a\"b", "\"a\"b", "\"\"", "a.\"\""]
  )
  func refused(text: String) {
    #expect(YAMLPath(parsing: text) == nil)
  }
}
