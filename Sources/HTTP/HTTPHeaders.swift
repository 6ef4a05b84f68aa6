import CCurl
package import Foundation

/// The header fields of a response, in the order of their arrival.
package struct HTTPHeaders: Sendable, Equatable {
  private struct Field: Sendable, Equatable {
    let name: String
    let value: String
  }

  private var fields: [Field] = []

  /// Headers with no field.
  package init() {}

  /// The value of the first field of this name; the case of the name does not matter.
  package subscript(name: String) -> String? {
    let wanted = name.lowercased()
    return fields.first { $0.name == wanted }?.value
  }

  /// The values of all fields of this name, in order; the case of the name does not matter.
  package func all(_ name: String) -> [String] {
    let wanted = name.lowercased()
    return fields.filter { $0.name == wanted }.map(\.value)
  }

  mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name.lowercased(), value: value))
  }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
  /// Headers as one writes them down, in this order.
  package init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements {
      append(name, value)
    }
  }
}

extension HTTPHeaders {
  /// The server's clock when it answered, to the second; nil where it did not say.
  package var date: Date? {
    self["Date"].flatMap(HTTPHeaders.date)
  }

  /// Reads all three forms of RFC 9110, section 5.6.7.
  static func date(from text: String) -> Date? {
    let seconds = unsafe curl_getdate(text, nil)
    return seconds < 0 ? nil : Date(timeIntervalSince1970: TimeInterval(seconds))
  }
}
