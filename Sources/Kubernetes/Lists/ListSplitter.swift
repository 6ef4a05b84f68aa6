import Foundation
import Wire

/// Splits the JSON text of a list into its items while the text arrives.
///
/// It follows strings and brackets only; whether an item is valid JSON shows when it is decoded. The text around the
/// items is kept and decoded at the end. `metadata.managedFields`, which often is half of an object and which nobody
/// here reads, is emptied on the way.
struct ListSplitter {
  /// Where the text stands.
  private enum Phase {
    /// Around the items.
    case envelope
    /// In the array of items, outside of them.
    case items(Expected)
    case item
    /// Behind the end of the list's object.
    case end
  }

  /// What may come next in the array of items.
  private enum Expected {
    case itemOrEnd, item, separator
  }

  /// The most that may stand around the items, in bytes.
  private static let envelopeLimit = 1 << 20

  private(set) var receivedBytes = 0
  private var phase = Phase.envelope
  private var envelope = EnvelopeScanner()
  private var item = ItemScanner()

  /// Bytes not yet given out: whole items, then the one that is not whole yet, then what was not looked at.
  private var buffer: [UInt8] = []
  private var position = 0
  private var itemStart = 0
  private var items: [Range<Int>] = []
  private var cuts: [Range<Int>] = []

  /// The bytes of the whole items that wait to be taken.
  var waitingBytes: Int { items.last?.upperBound ?? 0 }

  /// Takes the next piece of the text.
  ///
  /// - Throws: `AnswerFlaw` as soon as the text can no longer be a list.
  mutating func append(_ chunk: Data) throws(AnswerFlaw) {
    receivedBytes += chunk.count
    buffer.append(contentsOf: chunk)
    // The buffer is lent out for the scan, so that its bytes are read in place.
    let bytes = buffer
    let flaw = bytes.withUnsafeBytes { scan($0) }
    if let flaw { throw flaw }
  }

  /// Gives out the whole items that have arrived; nil if there are none.
  mutating func takeBatch() -> ItemBatch? {
    guard let end = items.last?.upperBound else { return nil }
    let finished = cuts.prefix { $0.upperBound <= end }
    let batch = ItemBatch(items, of: buffer, without: finished)
    items.removeAll(keepingCapacity: true)
    cuts.removeFirst(finished.count)
    forget(upTo: end)
    return batch
  }

  /// Says that the text is over, and returns what stood around the items.
  ///
  /// - Throws: `AnswerFlaw` where the text is not a whole list.
  func finish() throws(AnswerFlaw) -> ListEnvelope {
    guard case .end = phase else { throw .cutOff(afterBytes: receivedBytes) }
    guard let list = try? JSONDecoder().decode(ListEnvelope.self, from: Data(envelope.text)) else {
      throw .malformed(atByte: 0)
    }
    guard list.hasItems else { throw .notAList(kind: list.kind) }
    return list
  }

  private mutating func forget(upTo end: Int) {
    buffer.removeFirst(end)
    position -= end
    itemStart -= end
    item.forget(end)
    for index in cuts.indices {
      cuts[index] = cuts[index].lowerBound - end..<cuts[index].upperBound - end
    }
  }
}

extension ListSplitter {
  private mutating func scan(_ bytes: UnsafeRawBufferPointer) -> AnswerFlaw? {
    while position < bytes.count {
      switch phase {
      case .envelope:
        if let flaw = scanEnvelope(bytes) { return flaw }
      case .items(let expected):
        guard scanBetweenItems(bytes[position], expecting: expected) else { return malformed(in: bytes) }
      case .item:
        guard item.scan(bytes, from: &position, cuts: &cuts) else { return nil }
        items.append(itemStart..<position)
        phase = .items(.separator)
      case .end:
        guard JSONBytes.isWhitespace(bytes[position]) else { return malformed(in: bytes) }
        position += 1
      }
    }
    return nil
  }

  private mutating func scanEnvelope(_ bytes: UnsafeRawBufferPointer) -> AnswerFlaw? {
    let step = envelope.take(bytes[position])
    switch step {
    case .further: break
    case .itemsBegin: phase = .items(.itemOrEnd)
    case .end: phase = .end
    case .broken: return malformed(in: bytes)
    }
    position += 1
    return envelope.text.count > Self.envelopeLimit ? .envelopeTooLarge : nil
  }

  /// Returns whether `byte` may stand where it does.
  private mutating func scanBetweenItems(_ byte: UInt8, expecting expected: Expected) -> Bool {
    switch (byte, expected) {
    case (JSONBytes.openBrace, .item), (JSONBytes.openBrace, .itemOrEnd):
      itemStart = position
      item = ItemScanner()
      phase = .item
    case (JSONBytes.comma, .separator):
      phase = .items(.item)
      position += 1
    case (JSONBytes.closeBracket, .itemOrEnd), (JSONBytes.closeBracket, .separator):
      _ = envelope.take(byte)
      phase = .envelope
      position += 1
    case (_, _) where JSONBytes.isWhitespace(byte):
      position += 1
    default:
      return false
    }
    return true
  }

  private func malformed(in bytes: UnsafeRawBufferPointer) -> AnswerFlaw {
    guard envelope.hasBegun else { return .notJSON(beginning: VisibleText.beginning(of: bytes)) }
    return .malformed(atByte: receivedBytes - (bytes.count - position))
  }
}
