/// A type that reads itself from JSON in one pass; ``JSONText`` prefers that to `Codable`, wherever it stands.
package protocol JSONReadable: Decodable {
  /// Reads the value that is next.
  ///
  /// - Throws: `DecodingError`, as decoding does.
  init(reading json: inout JSONReader) throws
}

extension JSONReadable {
  /// Reads itself where a decoder of ``JSONText`` comes upon it; no other decoder has the bytes.
  package init(from decoder: any Decoder) throws {
    guard let value = (decoder as? JSONValueDecoder)?.value else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "it is read from JSONText alone")
      )
    }
    var reader = JSONReader(value.text, at: value.start)
    try self.init(reading: &reader)
  }
}
