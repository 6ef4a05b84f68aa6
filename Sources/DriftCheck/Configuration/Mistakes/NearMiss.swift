extension String {
  /// The word that was probably meant: the nearest one, if it is near; letter case does not count.
  func nearest(of words: [String]) -> String? {
    let typed = Array(lowercased().prefix(64))
    let limit = Swift.max(1, typed.count / 3)
    return
      words
      .map { (word: $0, distance: editDistance(typed, Array($0.lowercased()))) }
      .filter { $0.distance <= limit }
      .min { $0.distance < $1.distance }?
      .word
  }
}

/// How many characters must be put in, left out or replaced to turn one text into the other (Levenshtein).
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var previous = Array(0...right.count)
  for (row, character) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      let replaced = previous[column] + (character == other ? 0 : 1)
      current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
    }
    previous = current
  }
  return previous[right.count]
}
