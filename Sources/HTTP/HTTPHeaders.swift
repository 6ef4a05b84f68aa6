import CCurl
package import Foundation

/// The header fields of a response, in the order of their arrival.
///
/// All stand in one buffer, and a value becomes a string when it is asked for: GitLab sends twenty fields, of which a few
/// are read, and a string for each name and value, made by one thread and freed by another, has both wait for the heap.
package struct HTTPHeaders: Sendable, Equatable {
  /// Where a field stands in the buffer.
  private struct Field: Sendable, Equatable {
    let name: Range<Int>
    let value: Range<Int>
  }

  /// Names in lower case, each followed by its value.
  private var bytes: [UInt8] = []
  private var fields: [Field] = []

  /// Headers with no field.
  package init() {}

  /// The value of the first field of this name; the case of the name does not matter.
  package subscript(name: String) -> String? {
    fields.first { isNamed(name, $0) }.map(value(of:))
  }

  /// The values of all fields of this name, in order; the case of the name does not matter.
  package func all(_ name: String) -> [String] {
    fields.filter { isNamed(name, $0) }.map(value(of:))
  }

  /// Adds a field; its name is ASCII, as RFC 9110 has it.
  mutating func append(_ name: some Collection<UInt8>, _ value: some Collection<UInt8>) {
    if fields.isEmpty {
      // Room for a usual head at once.
      bytes.reserveCapacity(960)
      fields.reserveCapacity(24)
    }
    let nameStart = bytes.count
    bytes.append(contentsOf: name.lazy.map(Self.lowercased))
    let valueStart = bytes.count
    bytes.append(contentsOf: value)
    fields.append(Field(name: nameStart..<valueStart, value: valueStart..<bytes.count))
  }

  private func isNamed(_ name: String, _ field: Field) -> Bool {
    name.utf8.count == field.name.count && name.utf8.lazy.map(Self.lowercased).elementsEqual(bytes[field.name])
  }

  private func value(of field: Field) -> String {
    String(decoding: bytes[field.value], as: UTF8.self)
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
  }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
  /// Headers as one writes them down, in this order.
  package init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements {
      append(name.utf8, value.utf8)
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
