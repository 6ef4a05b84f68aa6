import Wire

/// Some whole items of a list.
struct ItemBatch: Sendable {
  /// The texts of the items, one behind the other.
  let text: JSONText
  /// Where each item begins.
  let starts: [Int]

  /// Joins the texts of items, leaving out what nobody reads.
  ///
  /// - Parameter cuts: Ranges of `bytes` to leave out, each within one item, in order.
  init(_ ranges: [Range<Int>], of bytes: [UInt8], without cuts: ArraySlice<Range<Int>>) {
    var joined: [UInt8] = []
    var starts: [Int] = []
    joined.reserveCapacity(ranges.reduce(0) { $0 + $1.count })
    starts.reserveCapacity(ranges.count)
    var remainingCuts = cuts
    for range in ranges {
      starts.append(joined.count)
      var position = range.lowerBound
      while let cut = remainingCuts.first, cut.lowerBound < range.upperBound {
        joined += bytes[position..<cut.lowerBound]
        position = cut.upperBound
        remainingCuts.removeFirst()
      }
      joined += bytes[position..<range.upperBound]
    }
    text = JSONText(joined)
    self.starts = starts
  }
}
