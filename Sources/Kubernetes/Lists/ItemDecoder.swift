import Foundation

/// Decodes the items of a list, so that one that cannot be decoded spoils none of the others.
struct ItemDecoder<Item: Decodable & Sendable, Output: Sendable>: Sendable {
  let transform: @Sendable (Item) -> Output
  private(set) var outputs: [Output] = []
  private(set) var undecodable: [UndecodableItem] = []

  init(transform: @escaping @Sendable (Item) -> Output) {
    self.transform = transform
  }

  /// What was decoded, as a list.
  func list(resourceVersion: String?, serverTime: Date?) -> ResourceList<Output> {
    ResourceList(
      items: outputs,
      undecodable: undecodable,
      resourceVersion: resourceVersion,
      serverTime: serverTime
    )
  }

  /// Decodes a batch, if there is one, and adds what it gave.
  mutating func take(_ batch: ItemBatch?) {
    guard let batch else { return }
    let decoder = JSONDecoder()
    if let attempts = try? decoder.decode([Attempt<Item>].self, from: batch.json),
      attempts.count == batch.items.count
    {
      for attempt in attempts { take(attempt) }
      return
    }
    // Text that is not JSON spoils the whole batch, so here each item is decoded alone.
    for item in batch.items {
      let text = batch.json.subdata(in: item)
      do {
        take(try decoder.decode(Attempt<Item>.self, from: text))
      } catch {
        take(.failed(UndecodableItem(metadata: nil, reason: DecodingReason.words(for: error))))
      }
    }
  }

  private mutating func take(_ attempt: Attempt<Item>) {
    switch attempt {
    case .decoded(let item): outputs.append(transform(item))
    case .failed(let item): undecodable.append(item)
    }
  }
}

/// An item, or why it is none: decoding an attempt never fails on a JSON value.
private enum Attempt<Item: Decodable>: Decodable {
  case decoded(Item)
  case failed(UndecodableItem)

  init(from decoder: any Decoder) throws {
    do {
      self = .decoded(try Item(from: decoder))
    } catch {
      let metadata = try? ReadableMetadata(from: decoder).metadata
      let depth = decoder.codingPath.count
      self = .failed(
        UndecodableItem(metadata: metadata, reason: DecodingReason.words(for: error, droppingFirst: depth))
      )
    }
  }
}
