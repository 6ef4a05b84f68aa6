import Foundation

/// The parameter `search`: not equality, and not a prefix either.
///
/// Each word of three or more characters must occur, whatever its case, somewhere in the same column. A query without
/// such a word must be the whole column. (GitLab's `lib/gitlab/sql/pattern.rb`.)
struct FuzzySearch {
  private let query: String
  private let words: [String]

  init(_ query: String) {
    self.query = query.lowercased()
    words = self.query.split(whereSeparator: \.isWhitespace).map(String.init).filter { $0.count >= 3 }
  }

  func finds(_ columns: [String]) -> Bool {
    columns.map { $0.lowercased() }.contains { column in
      words.isEmpty ? column == query : words.allSatisfy(column.contains)
    }
  }
}
