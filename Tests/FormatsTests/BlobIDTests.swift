import Formats
import Model
import Testing

@Suite("What git calls the content of a file")
struct BlobIDTests {
  @Test(
    "It is what git hash-object says",
    arguments: [
      ("", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"),
      ("hello\n", "ce013625030ba8dba906f756967f9e9ca394464a"),
      ("čaj 🫖\r\n", "7543549bf40668e31f008ed1dc38b613e5ca1ff0"),
    ]
  )
  func known(text: String, id: String) {
    #expect(BlobID(of: text)?.description == id)
    #expect(BlobID(hexadecimal: id) == BlobID(of: text))
  }

  @Test("Its digits keep leading zeros")
  func leadingZeros() {
    let digits = "00000000000000010000000000000002000000ff"
    #expect(BlobID(hexadecimal: digits)?.description == digits)
  }

  @Test(
    "Anything but forty digits is none",
    arguments: ["", "e69de29", String(repeating: "g", count: 40), String(repeating: "0", count: 41), "é"]
  )
  func noDigits(text: String) {
    #expect(BlobID(hexadecimal: text) == nil)
  }
}
