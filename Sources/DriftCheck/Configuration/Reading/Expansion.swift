/// A text with the environment variables that it names as `${NAME}` filled in; `$${` stands for `${`.
struct Expansion {
  private(set) var text = ""
  /// The variables that were filled in, in their order.
  private(set) var variables: [String] = []
  private(set) var problems: [Mistake.Problem] = []

  init(of written: String, environment: [String: String]) {
    var rest = written[...]
    while let dollar = rest.firstIndex(of: "$") {
      text += rest[..<dollar]
      rest = rest[dollar...]
      if rest.hasPrefix("$${") {
        text += "${"
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("${") {
        rest = rest.dropFirst(2)
        fill(from: &rest, environment)
      } else {
        text += "$"
        rest = rest.dropFirst()
      }
    }
    text += rest
  }

  /// Takes the name and the brace after `${` off `rest`.
  private mutating func fill(from rest: inout Substring, _ environment: [String: String]) {
    guard let end = rest.firstIndex(of: "}"), Expansion.isVariableName(rest[..<end]) else {
      problems.append(.malformedReference)
      return
    }
    let name = String(rest[..<end])
    rest = rest[rest.index(after: end)...]
    if let value = environment[name] {
      text += value
      variables.append(name)
    } else {
      problems.append(.unsetVariable(name))
    }
  }

  /// A name as POSIX has it: letters, digits and `_`, no digit first.
  private static func isVariableName(_ name: Substring) -> Bool {
    guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}
