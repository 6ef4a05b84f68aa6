/// A JSON patch (RFC 6902): a list of operations that is applied as a whole or not at all.
struct JSONPatch {
  private enum Operation {
    case add([String], JSONValue)
    case replace([String], JSONValue)
    case remove([String])
    case test([String], JSONValue)
    case move(from: [String], to: [String])
    case copy(from: [String], to: [String])
  }

  private var operations: [Operation]

  /// Reads a patch.
  ///
  /// - Throws: ``APIError/rejectedPatch`` where an operation is unknown or lacks a part.
  init(_ json: JSONValue) throws {
    guard let steps = json.array else { throw APIError.rejectedPatch }
    operations = try steps.map(Self.operation)
  }

  /// Returns `document` with every operation applied in turn.
  ///
  /// - Throws: ``APIError/rejectedPatch`` where a path is absent or a test fails.
  func applied(to document: JSONValue) throws -> JSONValue {
    var document = document
    for operation in operations {
      switch operation {
      case .add(let path, let value):
        try document.insert(value, at: path[...])
      case .replace(let path, let value):
        _ = try document.value(at: path)
        try document.take(path[...])
        try document.insert(value, at: path[...])
      case .remove(let path):
        try document.take(path[...])
      case .test(let path, let value):
        guard try document.value(at: path) == value else { throw APIError.rejectedPatch }
      case .move(let from, let to):
        let value = try document.value(at: from)
        try document.take(from[...])
        try document.insert(value, at: to[...])
      case .copy(let from, let to):
        try document.insert(try document.value(at: from), at: to[...])
      }
    }
    return document
  }

  private static func operation(_ json: JSONValue) throws -> Operation {
    let path = try pointer(json["path"])
    switch json["op"]?.string {
    case "remove": return .remove(path)
    case "move": return .move(from: try pointer(json["from"]), to: path)
    case "copy": return .copy(from: try pointer(json["from"]), to: path)
    case "add", "replace", "test": break
    default: throw APIError.rejectedPatch
    }
    guard let value = json["value"] else { throw APIError.rejectedPatch }
    return switch json["op"]?.string {
    case "add": .add(path, value)
    case "replace": .replace(path, value)
    default: .test(path, value)
    }
  }

  /// Reads a JSON pointer (RFC 6901).
  private static func pointer(_ json: JSONValue?) throws -> [String] {
    guard let text = json?.string, text.isEmpty || text.hasPrefix("/") else { throw APIError.rejectedPatch }
    return text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
      String($0.replacing("~1", with: "/").replacing("~0", with: "~"))
    }
  }
}

extension JSONValue {
  fileprivate func value(at path: [String]) throws -> JSONValue {
    try path.reduce(self) { value, key in
      let child = value.array.flatMap { elements in
        Int(key).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      }
      guard let child = child ?? value[key] else { throw APIError.rejectedPatch }
      return child
    }
  }

  fileprivate mutating func insert(_ value: JSONValue, at path: ArraySlice<String>) throws {
    guard let key = path.first else {
      self = value
      return
    }
    try change(path, key: key) { elements in
      guard let index = key == "-" ? elements.count : Int(key), (0...elements.count).contains(index) else {
        throw APIError.rejectedPatch
      }
      elements.insert(value, at: index)
    } members: { members in
      members[key] = value
    } deeper: { child in
      try child.insert(value, at: path.dropFirst())
    }
  }

  fileprivate mutating func take(_ path: ArraySlice<String>) throws {
    guard let key = path.first else {
      self = .null
      return
    }
    try change(path, key: key) { elements in
      guard let index = Int(key), elements.indices.contains(index) else { throw APIError.rejectedPatch }
      elements.remove(at: index)
    } members: { members in
      guard members.removeValue(forKey: key) != nil else { throw APIError.rejectedPatch }
    } deeper: { child in
      try child.take(path.dropFirst())
    }
  }

  /// Changes the container that `path` ends in, or walks one step down towards it.
  private mutating func change(
    _ path: ArraySlice<String>,
    key: String,
    elements changeElements: (inout [JSONValue]) throws -> Void,
    members changeMembers: (inout [String: JSONValue]) throws -> Void,
    deeper: (inout JSONValue) throws -> Void
  ) throws {
    let isLast = path.count == 1
    switch self {
    case .array(var elements):
      if isLast {
        try changeElements(&elements)
      } else {
        guard let index = Int(key), elements.indices.contains(index) else { throw APIError.rejectedPatch }
        try deeper(&elements[index])
      }
      self = .array(elements)
    case .object(var members):
      if isLast {
        try changeMembers(&members)
      } else {
        guard var child = members[key] else { throw APIError.rejectedPatch }
        try deeper(&child)
        members[key] = child
      }
      self = .object(members)
    case .null, .bool, .integer, .number, .string:
      throw APIError.rejectedPatch
    }
  }
}
