import Formats
import Testing

@Suite("Which names mean the same registry")
struct RegistryHostTests {
  @Test(
    "What a kubelet ignores is ignored",
    arguments: [
      "registry.example.com", "registry.example.com/", "http://registry.example.com", "https://registry.example.com",
      "https://registry.example.com/", "registry.example.com/v1/", "https://registry.example.com/v1/",
      "https://registry.example.com/v2/", "http://registry.example.com/v2/", "https://user@registry.example.com",
      "https://user:word@registry.example.com/v1/", "registry.example.com?token=word", "registry.example.com/#word",
    ]
  )
  func same(text: String) {
    #expect(RegistryHost(text) == RegistryHost("registry.example.com"))
    #expect(RegistryHost(text).description == "registry.example.com")
  }

  @Test(
    "What a kubelet tells apart is told apart",
    arguments: [
      "", "registry.example.com:443", "registry.example.com:5050", "Registry.example.com",
      "HTTPS://registry.example.com",
      "registry.example.com.", "registry.example.com/shop", "registry.example.com/v1", "registry.example.com/v1x/",
      "registry.example.com/v3/", "registry.example.com/v1/shop", "ftp://registry.example.com", " registry.example.com",
      "gitlab.example.com", "https://https://registry.example.com", "registry.example.com//",
    ]
  )
  func different(text: String) {
    #expect(RegistryHost(text) != RegistryHost("registry.example.com"))
  }

  @Test(
    "A port and a path stay",
    arguments: [("https://r.example.com:5050/v2/", "r.example.com:5050"), ("r/a/b/", "r/a/b")]
  )
  func kept(text: String, expected: String) {
    #expect(RegistryHost(text).description == expected)
  }
}
