extension YAMLValue {
  /// What an unquoted scalar means to Kubernetes and Argo CD.
  ///
  /// They read YAML with sigs.k8s.io/yaml, thus by the rules of go-yaml 2 (`resolve.go`): `yes`, `on` and `y` are true,
  /// a leading zero means octal, underscores in numbers mean nothing. Times stay texts, as JSON has none.
  init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL":
      self = .null
    case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON":
      self = .boolean(true)
    case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF":
      self = .boolean(false)
    case ".nan", ".NaN", ".NAN":
      self = .number(".nan")
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF":
      self = .number(".inf")
    case "-.inf", "-.Inf", "-.INF":
      self = .number("-.inf")
    case _:
      self = YAMLValue.number(in: text).map(YAMLValue.number) ?? .text(text)
    }
  }

  /// The number that `text` is, in the one spelling that all its spellings share; nil where it is none.
  private static func number(in text: String) -> String? {
    guard let first = text.utf8.first, "+-.0123456789".utf8.contains(first) else { return nil }
    let digits = text.filter { $0 != "_" }
    return integer(in: digits) ?? decimal(in: digits)
  }

  private static func integer(in text: String) -> String? {
    let isNegative = text.hasPrefix("-")
    let unsigned = isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...]
    guard let magnitude = magnitude(of: unsigned) else { return nil }
    if isNegative, magnitude != 0 {
      return magnitude <= Int.min.magnitude ? "-\(magnitude)" : nil
    }
    return String(magnitude)
  }

  private static func magnitude(of digits: Substring) -> UInt? {
    guard let first = digits.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else { return nil }
    let radixes: [(prefix: String, radix: Int)] = [("0x", 16), ("0X", 16), ("0o", 8), ("0O", 8), ("0b", 2), ("0B", 2)]
    for (prefix, radix) in radixes where digits.hasPrefix(prefix) {
      let rest = digits.dropFirst(2)
      return rest.hasPrefix("+") || rest.hasPrefix("-") ? nil : UInt(rest, radix: radix)
    }
    return UInt(digits, radix: first == UInt8(ascii: "0") ? 8 : 10)
  }

  private static func decimal(in text: String) -> String? {
    guard text.utf8.allSatisfy({ "+-.eE0123456789".utf8.contains($0) }) else { return nil }
    return Double(text).map { "\($0)" }
  }
}
