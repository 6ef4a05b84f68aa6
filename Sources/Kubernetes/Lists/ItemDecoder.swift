import Foundation
import Wire

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
    for start in batch.starts {
      do {
        outputs.append(transform(try batch.text.decode(Item.self, at: start)))
      } catch {
        let metadata = try? batch.text.decode(ReadableMetadata.self, at: start).metadata
        undecodable.append(UndecodableItem(metadata: metadata, reason: DecodingReason.words(for: error)))
      }
    }
  }
}
