import CCurl
import Foundation

/// What runs on the transfer thread: takes commands, lets libcurl work, and tells tasks what came of it.
@safe final class TransferLoop {
  /// Transfers of ``HTTPClient/send(_:)`` at a time; servers allow about 100 streams on an HTTP/2 connection.
  private static let width = 96

  private let configuration: HTTPClientConfiguration
  private let inbox: Inbox
  private let requests: Locked<Int>
  private let multi: UnsafeMutableRawPointer
  private var jobs: [ObjectIdentifier: TransferJob] = [:]
  private var idleHandles: [EasyHandle] = []
  private var queue = TransferQueue(width: TransferLoop.width)
  private var stallTimer: StallTimer
  private var isStopped = false

  /// Nil when there is no memory.
  ///
  /// Runs on the transfer thread, as everything here.
  init?(_ configuration: HTTPClientConfiguration, _ inbox: Inbox, _ requests: Locked<Int>) {
    guard let multi = unsafe curl_multi_init() else { return nil }
    self.configuration = configuration
    self.inbox = inbox
    self.requests = requests
    unsafe self.multi = unsafe multi
    stallTimer = StallTimer(limit: configuration.stallTimeout)
    let connections = configuration.maxConnectionsPerHost
    _ = unsafe ccurl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    _ = unsafe ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connections)
    _ = unsafe ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, max(64, connections))
    inbox.open(unsafe Bell(multi))
  }

  /// Works until it is told to stop.
  func run() {
    while true {
      for command in inbox.takeAll() {
        obey(command)
      }
      guard !isStopped else { return end() }
      var running: Int32 = 0
      _ = unsafe curl_multi_perform(multi, &running)
      collectFinished()
      for job in jobs.values where job.hasPending {
        job.flush()
      }
      endStalled()
      let wait = inbox.mayThreadSleep() ? stallTimer.millisecondsToWait(from: .now) : 0
      _ = unsafe curl_multi_poll(multi, nil, 0, wait, nil)
    }
  }

  private func obey(_ command: Inbox.Command) {
    switch command {
    case .start(let transfer):
      if let transfer = queue.admit(transfer) {
        start(transfer)
      }
    case .cancel(let transfer):
      if let job = jobs[ObjectIdentifier(transfer)] {
        end(job, .cancelled)
      }
    case .resume(let transfer):
      jobs[ObjectIdentifier(transfer)]?.resume()
    case .stop:
      isStopped = true
    }
  }

  private func start(_ transfer: Transfer) {
    // The cancellation may have come before this command; its task has been told.
    guard !transfer.isCancelled else { return startNext(after: transfer) }
    var limit = transfer.order.timeout
    var isLimitedByDeadline = false
    if let deadline = configuration.deadline {
      let remaining = ContinuousClock.now.duration(to: deadline)
      guard remaining > .zero else { return refuse(transfer, .deadline(pause: nil)) }
      isLimitedByDeadline = remaining < limit
      limit = min(limit, remaining)
    }
    guard let handle = idleHandle(for: transfer) ?? EasyHandle() else {
      return refuse(transfer, .other(code: Int(CURLE_OUT_OF_MEMORY.rawValue), detail: "out of memory"))
    }
    let requests = requests
    let job = TransferJob(
      transfer,
      handle,
      limit: limit,
      isLimitedByDeadline: isLimitedByDeadline,
      serverName: configuration.tlsServerName ?? transfer.order.address.host,
      proxy: configuration.proxy,
      onSend: { requests.withLock { $0 += 1 } }
    )
    prepare(handle, for: job)
    guard handle.failure == CURLE_OK, unsafe curl_multi_add_handle(multi, handle.raw) == CURLM_OK else {
      return refuse(transfer, TransferFailure(job, handle.failure).reason)
    }
    jobs[ObjectIdentifier(transfer)] = job
    stallTimer.watch(from: job.lastActivity)
  }

  private func idleHandle(for transfer: Transfer) -> EasyHandle? {
    switch transfer.order.delivery {
    case .whole: idleHandles.popLast()
    case .streamed: nil
    }
  }

  private func prepare(_ handle: EasyHandle, for job: TransferJob) {
    let context = unsafe Unmanaged.passUnretained(job).toOpaque()
    handle.reset()
    handle.configure(configuration, for: job.transfer.order)
    handle.configure(job.transfer.order, tlsServerName: configuration.tlsServerName)
    handle.set(CURLOPT_TIMEOUT_MS, job.limit)
    unsafe handle.set(CURLOPT_PRIVATE, pointer: context)
    unsafe handle.set(CURLOPT_HEADERFUNCTION, receiver: TransferCallbacks.head)
    unsafe handle.set(CURLOPT_HEADERDATA, pointer: context)
    unsafe handle.set(CURLOPT_WRITEFUNCTION, receiver: TransferCallbacks.body)
    unsafe handle.set(CURLOPT_WRITEDATA, pointer: context)
    unsafe handle.set(beforeRequest: TransferCallbacks.beforeRequest)
    unsafe handle.set(socketSetup: TransferCallbacks.socketSetup)
    unsafe handle.set(CURLOPT_PREREQDATA, pointer: context)
  }

  private func collectFinished() {
    var left: Int32 = 0
    while let message = unsafe curl_multi_info_read(multi, &left) {
      guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
      let code = unsafe message.pointee.data.result
      var context: UnsafeMutableRawPointer?
      _ = unsafe ccurl_get_private(message.pointee.easy_handle, &context)
      guard let job = unsafe TransferJob.of(context) else { continue }
      end(job, code == CURLE_OK ? nil : TransferFailure(job, code).reason)
    }
  }

  private func endStalled() {
    guard stallTimer.isDue(at: .now) else { return }
    for job in stallTimer.stalled(among: jobs.values, at: .now) {
      end(job, .timedOut(.stalled, after: configuration.stallTimeout))
    }
  }

  private func end(_ job: TransferJob, _ failure: HTTPError.Reason?) {
    _ = unsafe curl_multi_remove_handle(multi, job.handle.raw)
    jobs[ObjectIdentifier(job.transfer)] = nil
    job.finish(failure)
    // The handle keeps pointers to the job until then.
    job.handle.reset()
    if case .whole = job.transfer.order.delivery {
      // Not those of streams: a handle keeps the buffer that it was first used with.
      idleHandles.append(job.handle)
    }
    startNext(after: job.transfer)
  }

  private func refuse(_ transfer: Transfer, _ reason: HTTPError.Reason) {
    transfer.finish(.failure(transfer.order.error(reason)))
    startNext(after: transfer)
  }

  private func startNext(after transfer: Transfer) {
    if let next = queue.next(after: transfer) {
      start(next)
    }
  }

  private func end() {
    let left = inbox.close()
    for job in jobs.values {
      _ = unsafe curl_multi_remove_handle(multi, job.handle.raw)
      job.finish(.shutDown)
    }
    jobs = [:]
    for transfer in queue.removeAll() {
      transfer.finish(.failure(transfer.order.error(.shutDown)))
    }
    for case .start(let transfer) in left {
      transfer.finish(.failure(transfer.order.error(.shutDown)))
    }
    idleHandles = []
    unsafe curl_multi_cleanup(multi)
  }
}
