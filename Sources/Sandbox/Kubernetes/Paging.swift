import Foundation

/// The lists that are being read page by page, each as it was when its first page was served.
struct Paging: Sendable {
  /// A place in a list that a continue token names.
  struct Place: Codable, Sendable {
    /// The revision that the list is read at; -1 for "whatever is there now".
    var revision: Int
    /// The first key that may come, exclusive below it.
    var start: String

    private enum CodingKeys: String, CodingKey {
      case revision = "rv"
      case start
    }
  }

  private struct Reading: Hashable {
    var type: ResourceType
    var revision: Int
  }

  private var snapshots: [Reading: [StoredObject]] = [:]
  private var order: [Reading] = []
  /// How many lists may be under way before the oldest expires.
  private let limit = 64

  /// Keeps `objects`, the whole list of `type` at `revision`, for its further pages.
  mutating func keep(_ objects: [StoredObject], type: ResourceType, revision: Int) {
    let reading = Reading(type: type, revision: revision)
    guard snapshots.updateValue(objects, forKey: reading) == nil else { return }
    order.append(reading)
    if order.count > limit { snapshots[order.removeFirst()] = nil }
  }

  /// The list of `type` as it was at `revision`, nil where that is too long ago.
  func list(_ type: ResourceType, revision: Int) -> [StoredObject]? {
    snapshots[Reading(type: type, revision: revision)]
  }

  mutating func expireAll(of type: ResourceType) {
    snapshots = snapshots.filter { $0.key.type != type }
    order.removeAll { $0.type == type }
  }

  /// The token that leads behind `key`: base64url without padding, as etcd3 storage writes it.
  static func token(after key: String, revision: Int) -> String {
    let place: JSONValue = [
      "v": "meta.k8s.io/v1", "rv": .integer(revision), "start": .string(key + "\u{0}"),
    ]
    return place.text.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }

  /// Reads a token.
  ///
  /// - Throws: ``APIError/badRequest(_:)`` where it is none of ours.
  static func place(_ token: String) throws -> Place {
    let base64 = token.replacing("-", with: "+").replacing("_", with: "/")
    let padded = base64 + String(repeating: "=", count: (4 - base64.count % 4) % 4)
    guard let text = Data(base64Encoded: padded),
      let place = try? JSONDecoder().decode(Place.self, from: text)
    else {
      throw APIError.badRequest(
        "invalid continue token: continue key is not valid: it is no token of this server"
      )
    }
    return place
  }
}
