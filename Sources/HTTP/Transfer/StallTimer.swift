import CCurl

/// Knows when to look for transfers that have stalled.
struct StallTimer {
  private let limit: Duration
  private var nextCheck: ContinuousClock.Instant?

  init(limit: Duration) {
    self.limit = limit
  }

  /// A transfer that was last active then is to be watched.
  mutating func watch(from instant: ContinuousClock.Instant) {
    let due = instant + limit
    nextCheck = nextCheck.map { min($0, due) } ?? due
  }

  func isDue(at now: ContinuousClock.Instant) -> Bool {
    nextCheck.map { $0 <= now } ?? false
  }

  /// How long the thread may sleep, in milliseconds; libcurl sleeps shorter when its own timers say so.
  func millisecondsToWait(from now: ContinuousClock.Instant) -> Int32 {
    let longest = Duration.seconds(3600)
    guard let nextCheck else { return 3_600_000 }
    let wait = min(max(now.duration(to: nextCheck), .zero), longest)
    return Int32(wait / .milliseconds(1)) + 1
  }

  /// The transfers without a byte for too long; sets the time of the next check by the others.
  ///
  /// Who waits for a connection or for its own reader has not stalled, nor has one that sends.
  mutating func stalled(
    among jobs: some Sequence<TransferJob>,
    at now: ContinuousClock.Instant
  ) -> [TransferJob] {
    nextCheck = nil
    var stalled: [TransferJob] = []
    for job in jobs {
      if job.lastActivity + limit <= now {
        let sent = job.handle.offset(CURLINFO_SIZE_UPLOAD_T)
        let isConnecting = job.handle.offset(CURLINFO_PRETRANSFER_TIME_T) == 0
        guard isConnecting || job.isPaused || sent > job.bytesSent else {
          stalled.append(job)
          continue
        }
        job.bytesSent = sent
        job.lastActivity = now
      }
      watch(from: job.lastActivity)
    }
    return stalled
  }
}
