/// A failure that the sandbox plays on requests that match, until its count is used up or it is taken away.
package struct Fault: Sendable, Hashable {
  /// What goes wrong.
  package enum Effect: Sendable, Hashable {
    /// Answers with this status instead of doing anything; `retryAfter` in seconds.
    case status(Int, retryAfter: Int? = nil)
    /// Closes the connection without an answer, before the request has any effect.
    case dropBefore
    /// Does what is asked, then closes the connection without an answer.
    case dropAfter
    /// Closes this connection and all that follow without an answer, before they have any effect, until the faults are
    /// cleared: to a program it is as if it had been killed.
    case outageBefore
    /// Does what is asked, and then as ``outageBefore``.
    case outageAfter
    /// Keeps the request waiting, before it has any effect, until the faults are cleared; then answers as always.
    case holdBefore
    /// Does what is asked, and keeps the answer back until the faults are cleared.
    case holdAfter
    /// Answers as always, but only after so many milliseconds.
    case delay(milliseconds: Int)
    /// Promises the whole body, sends so many bytes of it and closes the connection.
    case truncate(bytes: Int)
    /// Sends so many bytes of the body as if they were all of it, as a broken proxy does.
    case shorten(bytes: Int)
    /// Says 410 Expired to a request that bears a continue token; any other passes, and is not counted.
    case expireContinue
    /// Refuses with the 429 of GitLab's general throttle: plain text, `RateLimit-*` and `Retry-After` in seconds.
    case throttle(seconds: Int)
    /// Answers with this status and an HTML page instead of doing anything, as a login portal (200) or a proxy does.
    case html(Int)
    /// Answers as always, but says that it is of another type.
    case contentType(String)
    /// Answers as always, but with links to a host that nobody can reach.
    case foreignLink
    /// Answers as always, but says that the next page is this one again.
    case repeatNext
    /// Answers pages after the first as if so many rows before them had gone since; below zero, had come.
    case shiftRows(Int)
  }

  /// The method that must match, nil for any.
  package var method: String?
  /// The path that must match, without the query; a `*` stands for any text.
  package var path: String
  /// What goes wrong.
  package var effect: Effect
  /// How many requests it still hits, nil for every one.
  package var times: Int?
  /// How many requests that match still pass before it hits the first.
  package var skipping: Int
  /// Whether it lets all requests pass that only read.
  package var onlyWrites: Bool

  /// Describes a fault.
  package init(
    _ effect: Effect,
    method: String? = nil,
    path: String = "*",
    times: Int? = nil,
    skipping: Int = 0,
    onlyWrites: Bool = false
  ) {
    self.effect = effect
    self.method = method
    self.path = path
    self.times = times
    self.skipping = skipping
    self.onlyWrites = onlyWrites
  }

  func hits(_ request: SandboxRequest) -> Bool {
    guard times != 0, method == nil || method == request.method, !onlyWrites || request.isWrite else { return false }
    if effect == .expireContinue, (request.query["continue"] ?? "").isEmpty { return false }
    return Self.matches(request.path[...], path[...])
  }

  /// Whether `text` has the form of `pattern`, in which `*` stands for any text.
  private static func matches(_ text: Substring, _ pattern: Substring) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, parts.count > 1 else { return text == pattern }
    guard text.hasPrefix(first) else { return false }
    var rest = text.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}

/// The faults that are switched on.
package actor Faults {
  private var faults: [Fault] = []
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var isOut = false
  private var held: [AsyncStream<Never>.Continuation] = []
  private var watching: [AsyncStream<Never>.Continuation] = []

  /// Switches a fault on, behind those that are.
  package func add(_ fault: Fault) {
    faults.append(fault)
  }

  /// Switches all faults off.
  package func clear() {
    faults = []
    isOut = false
    held.forEach { $0.finish() }
    held = []
    resumeIfNoneIsLeft()
  }

  /// Returns once no fault is left: each has begun on as many requests as it was to hit.
  package func usedUp() async {
    if faults.isEmpty { return }
    await withCheckedContinuation { waiting.append($0) }
  }

  /// Returns once a request is kept waiting, or when the task is cancelled.
  package func holding() async {
    if !held.isEmpty { return }
    let (seen, see) = AsyncStream<Never>.makeStream()
    watching.append(see)
    for await _ in seen {}
  }

  /// Keeps whoever calls it waiting until the faults are cleared.
  ///
  /// - Throws: `CancellationError` where the server ends meanwhile.
  func hold() async throws {
    let (released, release) = AsyncStream<Never>.makeStream()
    held.append(release)
    watching.forEach { $0.finish() }
    watching = []
    for await _ in released {}
    try Task.checkCancellation()
  }

  /// The faults that are switched on and not yet used up.
  package var current: [Fault] { faults }

  /// Counts the first fault that hits `request`, and returns its effect.
  func effect(on request: SandboxRequest) -> Fault.Effect? {
    if isOut { return .dropBefore }
    guard let index = faults.firstIndex(where: { $0.hits(request) }) else { return nil }
    guard faults[index].skipping == 0 else {
      faults[index].skipping -= 1
      return nil
    }
    let effect = faults[index].effect
    isOut = effect == .outageBefore || effect == .outageAfter
    if let times = faults[index].times {
      faults[index].times = times - 1
      if times == 1 { faults.remove(at: index) }
      resumeIfNoneIsLeft()
    }
    return effect
  }

  private func resumeIfNoneIsLeft() {
    guard faults.isEmpty else { return }
    waiting.forEach { $0.resume() }
    waiting = []
  }
}
