import Foundation
import Secrets
import Testing

@Suite("A secret cannot be printed")
struct SecretTests {
  private struct Credential {
    var user = "shop"
    var password = Secret("planted-password")
    var others: [String: Secret?] = ["old": Secret("planted-before")]
  }

  private static func dumped(_ value: Any) -> String {
    var text = ""
    dump(value, to: &text)
    return text
  }

  /// Every text that a mirror of `value` leads to, however deep.
  private static func reflected(_ value: Any) -> String {
    Mirror(reflecting: value).children
      .map { "\($0.label ?? "") \($0.value) \(reflected($0.value))" }
      .joined(separator: "\n")
  }

  @Test("No way to turn one into text shows it")
  func isNeverShown() {
    let secret = Secret("planted-password")
    let ways = [
      "\(secret)", String(describing: secret), String(reflecting: secret), String(describing: Optional(secret)),
      "\([secret])", "\([secret: 1])", Self.dumped(secret), Self.reflected([secret]), String(format: "%@", "\(secret)"),
    ]
    for shown in ways {
      #expect(!shown.contains("planted"))
      #expect(shown.contains("<secret>"))
    }
  }

  @Test("Neither does anything that holds one")
  func containersKeepIt() {
    let credential = Credential()
    for shown in [
      "\(credential)", String(reflecting: credential), Self.dumped(credential), Self.reflected(credential),
    ] {
      #expect(!shown.contains("planted"))
      #expect(shown.contains("shop"))
    }
  }

  @Test("Its mirror has no children")
  func mirrorIsEmpty() {
    #expect(Mirror(reflecting: Secret("planted")).children.isEmpty)
  }

  @Test("It can be compared, asked whether it is empty, and revealed on purpose")
  func canBeUsed() {
    #expect(Secret("a") == Secret("a"))
    #expect(Secret("a") != Secret("b"))
    #expect(Secret("").isEmpty)
    #expect(!Secret("a").isEmpty)
    #expect(Secret("planted").reveal() == "planted")
  }
}
