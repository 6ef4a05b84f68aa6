import Foundation

/// Asks somebody at the terminal.
enum Question {
  /// Shows `text` and waits for a line; only `y` and `yes` agree, and nobody agrees once the task is cancelled.
  static func isAgreed(_ text: String) async -> Bool {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    let (lines, line) = AsyncStream.makeStream(of: String.self)
    // A thread of its own, as nothing ends a read; it is left behind where the run ends first.
    Thread.detachNewThread {
      line.yield(String(decoding: FileHandle.standardInput.availableData, as: UTF8.self))
      line.finish()
    }
    for await line in lines {
      return ["y", "yes"].contains(line.trimmingCharacters(in: .whitespacesAndNewlines).lowercased())
    }
    return false
  }
}
