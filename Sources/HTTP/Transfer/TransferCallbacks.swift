import CCurl
import Glibc

/// The functions that libcurl calls on the transfer thread.
///
/// Each is told which job it is about.
enum TransferCallbacks {
  static let head: curl_write_callback = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let job = unsafe TransferJob.of(context) else { return 0 }
    let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    return unsafe job.takeHead(line) ? size * count : 0
  }

  static let body: curl_write_callback = { bytes, size, count, context in
    guard let bytes = unsafe bytes, let job = unsafe TransferJob.of(context) else { return 0 }
    switch unsafe job.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count)) {
    case .taken: return size * count
    case .pause: return Int(CURL_WRITEFUNC_PAUSE)
    case .abort: return 0
    }
  }

  /// Keeps a socket from processes that we start, which would hold its connection open.
  static let socketSetup: curl_sockopt_callback = { _, socket, _ in
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    return CURL_SOCKOPT_OK
  }

  static let beforeRequest: curl_prereq_callback = { context, _, _, _, _ in
    guard let job = unsafe TransferJob.of(context), job.maySend() else { return CURL_PREREQFUNC_ABORT }
    return CURL_PREREQFUNC_OK
  }
}
