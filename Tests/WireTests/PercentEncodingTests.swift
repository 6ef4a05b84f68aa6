import Testing
import Wire

@Suite("Percent-encoding")
struct PercentEncodingTests {
  @Test(
    "leaves only unreserved bytes as they are",
    arguments: [
      ("shop-dev_1.~", "shop-dev_1.~"), ("a/b", "a%2Fb"), ("a b?c#d&e=f+g", "a%20b%3Fc%23d%26e%3Df%2Bg"),
      ("ä", "%C3%A4"), ("100%", "100%25"), ("", ""),
    ]
  )
  func encodes(text: String, encoded: String) {
    #expect(PercentEncoding.encode(text) == encoded)
  }
}
