import Foundation

/// A pattern for names as a shell has it: `*`, `?` and `[…]`.
package struct Glob: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ pattern: String) {
    description = pattern
  }

  /// Whether the whole of `name` fits the pattern (POSIX `fnmatch` without flags).
  package func matches(_ name: String) -> Bool {
    fnmatch(description, name, 0) == 0
  }
}
