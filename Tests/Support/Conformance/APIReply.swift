import Foundation

/// The answer of a server under test.
struct APIReply {
  /// What was asked, for messages.
  let request: String
  let status: Int
  let body: Data

  var text: String { String(decoding: body, as: UTF8.self) }

  /// The object in the answer, whose status must be `code`.
  func object(_ code: Int = 200) throws -> APIObject {
    try decoded(code, as: APIObject.self)
  }

  /// The list in the answer.
  func list() throws -> APIList {
    try decoded(200, as: APIList.self)
  }

  /// Demands a refusal of that code and reason.
  ///
  /// - Parameter message: The message, word for word; nil where the real server quotes its own code.
  @discardableResult
  func refused(_ code: Int, _ reason: String, _ message: String? = nil) throws -> APIStatus {
    let refusal = try decoded(code, as: APIStatus.self)
    try demand(refusal.kind == "Status" && refusal.status == "Failure", "a Status that says Failure")
    try demand(refusal.code == code, "the code \(code) in the Status")
    try demand(refusal.reason == reason, "the reason \(reason)")
    if let message { try demand(refusal.message == message, "the message '\(message)'") }
    return refusal
  }

  /// Fails unless `holds`, saying what was expected of this answer.
  func demand(_ holds: Bool, _ expectation: String) throws {
    guard holds else {
      throw ConformanceFailure(
        description: "\(request): expected \(expectation), but the answer was \(status) \(text.prefix(2000))"
      )
    }
  }

  private func decoded<Value: Decodable>(_ code: Int, as type: Value.Type) throws -> Value {
    try demand(status == code, "status \(code)")
    do {
      return try JSONDecoder().decode(type, from: body)
    } catch {
      throw ConformanceFailure(description: "\(request): the answer is no \(type): \(text.prefix(2000))")
    }
  }
}

/// A rule that a server under test does not keep.
struct ConformanceFailure: Error, CustomStringConvertible {
  var description: String
}

/// The fields of an object that the rules are about.
struct APIObject: Decodable {
  struct Metadata: Decodable {
    var name: String
    var namespace: String?
    var uid: String
    var resourceVersion: String?
    var generation: Int?
    var creationTimestamp: String?
    var deletionTimestamp: String?
    var finalizers: [String]?
    var labels: [String: String]?
  }

  struct Spec: Decodable {
    var projectId: String?
    var holderIdentity: String?
  }

  struct Status: Decodable {
    var phase: String?
  }

  var kind: String?
  var apiVersion: String?
  var metadata: Metadata
  var type: String?
  var data: [String: String]?
  var spec: Spec?
  var status: Status?
}

/// A list, the page of one, or a list of metadata.
struct APIList: Decodable {
  struct Metadata: Decodable {
    var resourceVersion: String
    var `continue`: String?
    var remainingItemCount: Int?
  }

  var kind: String
  var apiVersion: String
  var metadata: Metadata
  var items: [APIObject]

  var names: [String] { items.map(\.metadata.name) }
}

/// What a server says where it refuses.
struct APIStatus: Decodable {
  struct Details: Decodable {
    var name: String?
    var group: String?
    var kind: String?
  }

  var kind: String
  var status: String
  var message: String
  var reason: String
  var code: Int
  var details: Details?
}
