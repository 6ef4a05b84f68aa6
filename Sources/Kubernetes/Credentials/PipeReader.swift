import Foundation
import Glibc

/// Reads both output streams of a process at once, so that neither fills up while the other is waited for.
struct PipeReader {
  enum Outcome {
    case ended, late, stopped, tooMuch
  }

  /// How often a stop is looked for, in milliseconds.
  private static let pollInterval: Int32 = 50

  private(set) var output = Data()
  private(set) var errors = Data()
  private let outputPipe: Pipe
  private let errorPipe: Pipe

  init(_ outputPipe: Pipe, _ errorPipe: Pipe) {
    self.outputPipe = outputPipe
    self.errorPipe = errorPipe
  }

  /// Reads until both streams have ended, or there is a reason to stop.
  mutating func readToEnd(until deadline: ContinuousClock.Instant, stoppedBy stop: CancellationFlag)
    -> Outcome
  {
    var streams = [outputPipe, errorPipe].map {
      pollfd(fd: $0.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
    }
    while streams.contains(where: { $0.fd >= 0 }) {
      if stop.isRaised { return .stopped }
      if ContinuousClock.now >= deadline { return .late }
      guard poll(&streams, nfds_t(streams.count), Self.pollInterval) > 0 else { continue }
      for index in streams.indices where streams[index].revents != 0 {
        if !readOnce(streams[index].fd, isOutput: index == 0) { streams[index].fd = -1 }
      }
      if max(output.count, errors.count) > ChildProcess.outputLimit { return .tooMuch }
    }
    return .ended
  }

  /// Returns false at the end of the stream.
  private mutating func readOnce(_ descriptor: Int32, isOutput: Bool) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    let count = read(descriptor, &chunk, chunk.count)
    guard count > 0 else { return count < 0 && errno == EINTR }
    if isOutput {
      output.append(contentsOf: chunk[..<count])
    } else {
      errors.append(contentsOf: chunk[..<count])
    }
    return true
  }
}
