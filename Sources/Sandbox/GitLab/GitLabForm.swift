import Foundation

/// The parameters of a request, from query and JSON body, read with GitLab's words for what is wrong with them.
struct GitLabForm {
  private let values: [String: JSONValue]
  private var faults: [String] = []

  /// Reads the parameters of `request`; those of the body win.
  init(_ request: SandboxRequest) {
    let query = request.query.mapValues(JSONValue.string)
    let body = (try? JSONValue(parsing: request.body))?.object ?? [:]
    values = query.merging(body) { _, body in body }
  }

  /// Refuses the request where anything that was read so far was wrong.
  ///
  /// - Throws: ``GitLabError/invalidParameters(_:)`` with all faults at once.
  func check() throws {
    guard faults.isEmpty else { throw GitLabError.invalidParameters(faults) }
  }

  func has(_ name: String) -> Bool {
    values[name].map { $0 != .null } ?? false
  }

  /// Notes a fault where `name` is lacking.
  mutating func require(_ name: String) {
    if !has(name) { faults.append("\(name) is missing") }
  }

  func text(_ name: String) -> String? {
    switch values[name] {
    case .string(let text)?: text
    case .integer(let number)?: String(number)
    default: nil
    }
  }

  mutating func flag(_ name: String) -> Bool? {
    guard has(name) else { return nil }
    if let flag = values[name]?.bool { return flag }
    switch text(name)?.lowercased() {
    case "true"?, "1"?, "t"?: return true
    case "false"?, "0"?, "f"?: return false
    default:
      faults.append("\(name) is invalid")
      return nil
    }
  }

  mutating func number(_ name: String, where isAllowed: (Int) -> Bool = { _ in true }) -> Int? {
    guard has(name) else { return nil }
    guard let number = text(name).flatMap({ Int($0) }) else {
      faults.append("\(name) is invalid")
      return nil
    }
    if !isAllowed(number) { faults.append("\(name) does not have a valid value") }
    return number
  }

  mutating func day(_ name: String) -> CalendarDay? {
    guard has(name) else { return nil }
    let day = text(name).flatMap { CalendarDay($0) }
    if day == nil { faults.append("\(name) is invalid") }
    return day
  }

  /// A value that must be one of a set.
  mutating func choice<Choice: RawRepresentable<String>>(_ name: String, _: Choice.Type) -> Choice? {
    guard has(name) else { return nil }
    let choice = text(name).flatMap { Choice(rawValue: $0) }
    if choice == nil { faults.append("\(name) does not have a valid value") }
    return choice
  }

  /// A list of numbers, also as text with commas; what is none is left out.
  func numbers(_ name: String) -> [Int] {
    if let list = values[name]?.array { return list.compactMap(\.integer) }
    return (text(name) ?? "").split(separator: ",").compactMap { Int($0) }
  }

  /// A list each of whose texts must be among `allowed`.
  mutating func list(_ name: String, among allowed: Set<String>) -> [String] {
    let list = (values[name]?.array ?? []).compactMap(\.string)
    if !allowed.isSuperset(of: list) { faults.append("\(name) does not have a valid value") }
    return list
  }
}
