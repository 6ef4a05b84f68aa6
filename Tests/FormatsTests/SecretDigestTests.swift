import Formats
import Secrets
import Testing

@Suite("What tells one secret from another")
struct SecretDigestTests {
  @Test(
    "It is SHA-256 (FIPS 180-2, appendix B) of the text's UTF-8 in lower-case digits",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      ("\u{e9}", "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"),
    ]
  )
  func digest(text: String, expected: String) {
    #expect(SecretDigest.sha256(of: Secret(text)) == expected)
  }
}
