/// Two elements of two lists that are compared with each other.
struct ListPair: Equatable {
  /// The place of the desired one, else of the observed one, counted from 0.
  var index: Int
  var desired: YAMLValue?
  var observed: YAMLValue?

  /// Pairs the elements that differ or have no counterpart.
  ///
  /// - Parameter ordered: whether the first belongs to the first. Otherwise equal elements belong together wherever
  ///   they stand, and only what is left over is paired in order.
  static func pairs(of desired: [YAMLValue], with observed: [YAMLValue], ordered: Bool) -> [ListPair] {
    var wanted = Array(desired.enumerated())
    var found = Array(observed.enumerated())
    if !ordered {
      wanted.removeAll { element in
        guard let match = found.firstIndex(where: { $0.element == element.element }) else { return false }
        found.remove(at: match)
        return true
      }
    }
    return (0..<max(wanted.count, found.count)).compactMap { place in
      let left = place < wanted.count ? wanted[place] : nil
      let right = place < found.count ? found[place] : nil
      guard left?.element != right?.element, let index = left?.offset ?? right?.offset else { return nil }
      return ListPair(index: index, desired: left?.element, observed: right?.element)
    }
  }
}
