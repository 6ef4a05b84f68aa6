/// The lines that `new` has beside those of `old`, in their order, with all bytes but their line ends.
///
/// Returns nil where a line of `old` was changed, moved or taken away.
package func linesAdded(to old: String, in new: String) -> [String]? {
  var rest = old.split(separator: "\n", omittingEmptySubsequences: false)[...]
  var added: [String] = []
  for line in new.split(separator: "\n", omittingEmptySubsequences: false) {
    if let next = rest.first, next.utf8.elementsEqual(line.utf8) {
      rest.removeFirst()
    } else {
      added.append(String(line))
    }
  }
  return rest.isEmpty ? added : nil
}
