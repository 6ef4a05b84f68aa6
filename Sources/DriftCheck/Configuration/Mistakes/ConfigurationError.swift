/// Everything that is wrong with a configuration, not only the first mistake.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
  /// The file as the user named it.
  package let file: String
  let mistakes: [Mistake]

  init(file: String, mistakes: [Mistake]) {
    self.file = file
    self.mistakes = mistakes.sorted {
      ($0.place ?? Place(line: 0, column: 0), $0.path) < ($1.place ?? Place(line: 0, column: 0), $1.path)
    }
  }

  init(file: String, _ problem: Mistake.Problem, at place: Place? = nil) {
    self.init(file: file, mistakes: [Mistake(path: "", place: place, problem: problem)])
  }

  /// One sentence for each mistake, in the order of the file: the key, what is wrong, what to write, and where.
  package var messages: [String] {
    mistakes.map { $0.message(in: file) }
  }

  /// The messages, one a line.
  package var description: String {
    messages.joined(separator: "\n")
  }
}
