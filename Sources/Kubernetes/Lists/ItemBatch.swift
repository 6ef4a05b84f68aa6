import Foundation

/// Some whole items of a list, as the JSON text of an array.
struct ItemBatch: Sendable {
  /// `[item,item,…]`.
  let json: Data
  /// Where each item stands in `json`.
  let items: [Range<Int>]

  /// Joins the texts of items, leaving out what nobody reads.
  ///
  /// - Parameter cuts: Ranges of `bytes` to leave out, each within one item, in order.
  init(_ ranges: some Collection<Range<Int>>, of bytes: [UInt8], without cuts: some Collection<Range<Int>>) {
    var json: [UInt8] = []
    var items: [Range<Int>] = []
    json.reserveCapacity(ranges.reduce(2) { $0 + $1.count + 1 })
    items.reserveCapacity(ranges.count)
    var remainingCuts = cuts[...]
    json.append(JSONBytes.openBracket)
    for range in ranges {
      if !items.isEmpty { json.append(JSONBytes.comma) }
      let start = json.count
      var position = range.lowerBound
      while let cut = remainingCuts.first, cut.lowerBound < range.upperBound {
        json += bytes[position..<cut.lowerBound]
        position = cut.upperBound
        remainingCuts = remainingCuts.dropFirst()
      }
      json += bytes[position..<range.upperBound]
      items.append(start..<json.count)
    }
    json.append(JSONBytes.closeBracket)
    self.json = Data(json)
    self.items = items
  }
}
