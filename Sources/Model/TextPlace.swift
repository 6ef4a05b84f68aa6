/// A place in a text.
package struct TextPlace: Sendable, Hashable {
  /// Counted from 1.
  package let line: Int
  /// Counted from 1, by Unicode scalars.
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
