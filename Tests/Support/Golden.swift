package import Foundation

/// A committed file that holds exactly what the code writes.
///
/// With `RECORD_GOLDENS=1` in the environment it is written anew, and the check still fails, so that nobody records
/// unawares.
package struct Golden {
  /// Why a check failed.
  package enum Failure: Error, CustomStringConvertible {
    case recorded(path: String)
    case unreadable(path: String)
    /// The first line that differs, counted from 1; nil where one text has ended.
    case differs(path: String, line: Int, committed: String?, written: String?)

    package var description: String {
      switch self {
      case .recorded(let path):
        "\(path) was recorded; look at the difference and run the tests without RECORD_GOLDENS"
      case .unreadable(let path):
        "\(path) cannot be read; record it with RECORD_GOLDENS=1"
      case .differs(let path, let line, let committed, let written):
        "\(path) is not what the code writes; at line \(line) it has \(committed ?? "no line"), the code writes "
          + "\(written ?? "no line"); if that is right, record it with RECORD_GOLDENS=1"
      }
    }
  }

  private let path: String
  private let folder: URL
  private let recording: Bool

  /// Names the file.
  ///
  /// - Parameters:
  ///   - path: the file's path in `folder`, which is the repository unless told otherwise.
  ///   - recording: whether it is written anew; the environment says so unless told otherwise.
  package init(
    _ path: String,
    in folder: URL = Repository.root,
    recording: Bool = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"
  ) {
    self.path = path
    self.folder = folder
    self.recording = recording
  }

  /// Compares `text` with the file, byte by byte.
  ///
  /// - Throws: ``Failure``, and what Foundation throws where the file cannot be recorded.
  package func check(_ text: String) throws {
    let file = folder.appending(path: path)
    if recording {
      try Data(text.utf8).write(to: file)
      throw Failure.recorded(path: path)
    }
    guard let data = try? Data(contentsOf: file) else { throw Failure.unreadable(path: path) }
    guard data != Data(text.utf8) else { return }
    let committed = lines(String(decoding: data, as: UTF8.self))
    let written = lines(text)
    let line = zip(committed, written).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let index = line ?? min(committed.count, written.count)
    throw Failure.differs(
      path: path,
      line: index + 1,
      committed: committed.indices.contains(index) ? committed[index] : nil,
      written: written.indices.contains(index) ? written[index] : nil
    )
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
