import CCurl
import Foundation

/// A transfer at work, on the transfer thread alone.
final class TransferJob {
  enum Taken {
    case taken
    case pause
    case abort
  }

  /// Bytes of the largest chunk of a stream.
  static let chunkSize = 256 << 10

  let transfer: Transfer
  let handle: EasyHandle

  /// The time that this try was given.
  let limit: Duration

  /// Whether the run's deadline, not the try's own time, set ``limit``.
  let isLimitedByDeadline: Bool

  /// The name that the server's certificate must bear.
  let serverName: String

  let proxy: HTTPProxy
  private let onSend: () -> Void
  private var head = HeadParser()
  private var pending = Data()
  private var tries = 0
  private var isReaderBehind = false

  /// Whether libcurl was told to pause.
  private(set) var isPaused = false

  /// When the last byte came or went.
  var lastActivity: ContinuousClock.Instant

  /// Bytes sent when ``lastActivity`` was last set by the timer.
  var bytesSent: Int64 = 0

  /// Why a callback ended the transfer.
  private(set) var abortion: HTTPError.Reason?

  init(
    _ transfer: Transfer,
    _ handle: EasyHandle,
    limit: Duration,
    isLimitedByDeadline: Bool,
    serverName: String,
    proxy: HTTPProxy,
    onSend: @escaping () -> Void
  ) {
    self.transfer = transfer
    self.handle = handle
    self.limit = limit
    self.isLimitedByDeadline = isLimitedByDeadline
    self.serverName = serverName
    self.proxy = proxy
    self.onSend = onSend
    lastActivity = .now
  }

  /// The job behind the pointer that libcurl was given; the loop keeps it alive while its handle is in use.
  static func of(_ context: UnsafeMutableRawPointer?) -> TransferJob? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<TransferJob>.fromOpaque(context).takeUnretainedValue()
  }

  var isHeadComplete: Bool { head.isComplete }
  var hasPending: Bool { !pending.isEmpty }

  /// Whether the request may go out.
  ///
  /// libcurl sends it again by itself when a kept connection turns out to be dead: not one whose repetition
  /// could do harm.
  func maySend() -> Bool {
    tries += 1
    guard tries == 1 || transfer.order.request.method.isIdempotent else {
      abortion = .unanswered
      return false
    }
    onSend()
    return true
  }

  /// Takes a line of the head; false ends the transfer.
  func takeHead(_ line: UnsafeRawBufferPointer) -> Bool {
    lastActivity = .now
    switch unsafe head.take(line) {
    case .more:
      return true
    case .tooLong:
      abortion = .tooLarge(limit: HeadParser.limit)
      return false
    case .complete:
      if case .streamed = transfer.order.delivery {
        transfer.begin(HTTPResponse(status: head.status, headers: head.headers))
      }
      return true
    }
  }

  /// Takes bytes of the body.
  func takeBody(_ bytes: UnsafeRawBufferPointer) -> Taken {
    lastActivity = .now
    switch transfer.order.delivery {
    case .whole(let limit):
      guard pending.count + bytes.count <= limit else {
        abortion = .tooLarge(limit: limit)
        return .abort
      }
      if pending.isEmpty {
        pending.reserveCapacity(max(bytes.count, min(limit, announcedBytes)))
      }
      unsafe pending.append(contentsOf: bytes)
    case .streamed:
      guard !isReaderBehind else {
        isPaused = true
        return .pause
      }
      if pending.count + bytes.count > Self.chunkSize {
        flush()
      }
      if pending.isEmpty {
        pending.reserveCapacity(Self.chunkSize)
      }
      unsafe pending.append(contentsOf: bytes)
    }
    return .taken
  }

  /// Hands what was collected of a stream to its reader.
  func flush() {
    guard case .streamed = transfer.order.delivery, hasPending else { return }
    let chunk = pending
    pending = Data()
    isReaderBehind = transfer.push(chunk)
  }

  /// The reader has caught up.
  func resume() {
    isReaderBehind = false
    guard isPaused else { return }
    isPaused = false
    lastActivity = .now
    // libcurl may hand over what it kept from within this call.
    _ = unsafe curl_easy_pause(handle.raw, CURLPAUSE_CONT)
  }

  /// Tells the waiting task how the transfer ended.
  func finish(_ failure: HTTPError.Reason?) {
    // libcurl takes a head that breaks off for a whole one.
    if let failure = failure ?? (head.isComplete ? nil : .unanswered) {
      flush()
      transfer.finish(.failure(transfer.order.error(failure)))
      return
    }
    switch transfer.order.delivery {
    case .streamed:
      flush()
      transfer.finish(.success(HTTPResponse(status: head.status, headers: head.headers)))
    case .whole:
      transfer.finish(.success(HTTPResponse(status: head.status, headers: head.headers, body: pending)))
    }
  }

  private var announcedBytes: Int {
    max(0, Int(handle.offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)))
  }
}
