package import Foundation

/// What an API server says of a request that it does not fulfil: `Status` of meta/v1.
package struct ServerStatus: Sendable, Hashable {
  /// What the status is about.
  package struct Details: Sendable, Hashable, Decodable {
    package var name: String?
    package var group: String?
    package var kind: String?
    package var retryAfterSeconds: Int?
  }

  package var code: Int?
  /// One word for programs: `NotFound`, `Forbidden`, `Conflict`, `Expired`.
  package var reason: String?
  /// A sentence for people.
  package var message: String?
  package var details: Details?

  package init(code: Int?, reason: String?, message: String?, details: Details? = nil) {
    self.code = code
    self.reason = reason
    self.message = message
    self.details = details
  }

  /// Reads a status from a body; nil if that is anything else.
  package init?(body: Data) {
    guard let status = try? JSONDecoder().decode(Self.self, from: body) else { return nil }
    self = status
  }
}

extension ServerStatus: Decodable {
  private enum Key: String, CodingKey {
    case kind, code, reason, message, details
  }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    let kind = try fields.decode(String.self, forKey: .kind)
    guard kind == "Status" else {
      throw DecodingError.dataCorruptedError(forKey: .kind, in: fields, debugDescription: "not a Status")
    }
    code = try? fields.decodeIfPresent(Int.self, forKey: .code)
    reason = try? fields.decodeIfPresent(String.self, forKey: .reason)
    message = try? fields.decodeIfPresent(String.self, forKey: .message)
    details = try? fields.decodeIfPresent(Details.self, forKey: .details)
  }
}
