import Foundation

/// The one thread on which everything about a repository runs, because libgit2 blocks.
///
/// The thread ends when nobody refers to this value any more.
final class RepositoryThread: SerialExecutor {
  private let jobs = JobQueue()

  init(name: String) {
    let jobs = jobs
    let thread = Thread { jobs.runAll() }
    thread.name = name
    thread.start()
  }

  deinit {
    jobs.close()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    jobs.append(UnownedJob(job), on: self)
  }
}

/// Jobs in the order in which they came.
///
/// Proof of `@unchecked Sendable`: the variables are private, and touched only under the condition's lock.
private final class JobQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private var waiting: [(job: UnownedJob, executor: RepositoryThread)] = []
  private var isClosed = false

  func append(_ job: UnownedJob, on executor: RepositoryThread) {
    condition.lock()
    waiting.append((job, executor))
    condition.signal()
    condition.unlock()
  }

  func close() {
    condition.lock()
    isClosed = true
    condition.signal()
    condition.unlock()
  }

  /// Runs jobs until the queue is closed and empty.
  func runAll() {
    while let jobs = next() {
      jobs.forEach { unsafe $0.job.runSynchronously(on: $0.executor.asUnownedSerialExecutor()) }
    }
  }

  /// The jobs that wait; each keeps its executor while it runs.
  private func next() -> [(job: UnownedJob, executor: RepositoryThread)]? {
    condition.lock()
    defer { condition.unlock() }
    while waiting.isEmpty {
      if isClosed { return nil }
      condition.wait()
    }
    defer { waiting = [] }
    return waiting
  }
}
