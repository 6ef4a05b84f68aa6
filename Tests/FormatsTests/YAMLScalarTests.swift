import Testing

@testable import Formats

@Suite("Unquoted scalars mean what they mean to Kubernetes")
struct YAMLScalarTests {
  @Test("True, false and nothing have many spellings")
  func words() {
    for text in ["y", "yes", "YES", "true", "On"] { #expect(YAMLValue(plain: text) == .boolean(true)) }
    for text in ["n", "No", "false", "FALSE", "off"] { #expect(YAMLValue(plain: text) == .boolean(false)) }
    for text in ["", "~", "null", "NULL"] { #expect(YAMLValue(plain: text) == .null) }
    for text in ["yEs", "nULL", "None", "t"] { #expect(YAMLValue(plain: text) == .text(text)) }
  }

  @Test(
    "Numbers have one spelling inside",
    arguments: [
      ("0", "0"), ("-0", "0"), ("5", "5"), ("+5", "5"), ("-5", "-5"), ("1_000", "1000"), ("0x1F", "31"), ("0b11", "3"),
      ("017", "15"), ("0o17", "15"), ("18446744073709551615", "18446744073709551615"),
      ("-9223372036854775808", "-9223372036854775808"),
      ("1.50", "1.5"), ("1.", "1.0"), (".5", "0.5"), ("1e3", "1000.0"), ("1E+3", "1000.0"), ("-.INF", "-.inf"),
      (".NaN", ".nan"),
    ]
  )
  func numbers(text: String, number: String) {
    #expect(YAMLValue(plain: text) == .number(number))
  }

  @Test(
    "What only begins like a number is text",
    arguments: [
      "5s", "3m0s", "1.2.3", "0x", "0xg", "--5", "+-5", "0x-5", "2026-11-22", "1:30", "-", "+", ".", "1e", "10.0.0.1",
      "1-dev",
      "0b2", "nan", "inf", "infinity",
    ]
  )
  func texts(text: String) {
    #expect(YAMLValue(plain: text) == .text(text))
  }
}
