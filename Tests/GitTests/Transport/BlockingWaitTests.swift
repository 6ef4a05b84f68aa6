import Foundation
import TestSupport
import Testing

@testable import Git

@Suite("Waiting for async work on a thread that blocks")
struct BlockingWaitTests {
  /// Runs on a thread that is not of the cooperative pool.
  func onThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: work()) }
    }
  }

  @Test("The value is the work's, time after time")
  func gives() async {
    let sum = await onThread {
      let wait = BlockingWait()
      return (1...1000).reduce(0) { sum, number in sum + wait.value { await Task { number }.value } }
    }
    #expect(sum == 500_500)
  }

  @Test("More threads wait at once than the pool has")
  func manyWait() async {
    let sum = await withTaskGroup(of: Int.self) { group in
      for number in 1...64 {
        group.addTask {
          await onThread {
            BlockingWait().value {
              await Task.yield()
              return number
            }
          }
        }
      }
      return await group.reduce(0, +)
    }
    #expect(sum == 2080)
  }

  @Test("A cancellation reaches work that runs")
  func cancels() async {
    let wait = BlockingWait()
    let started = TestSignal()
    async let outcome = onThread {
      wait.value { () async -> Bool in
        started.raise()
        while !Task.isCancelled { await Task.yield() }
        return true
      }
    }
    await started.wait()
    wait.cancel()
    #expect(await outcome)
  }

  @Test("After a cancellation all work is cancelled from its start")
  func staysCancelled() async {
    let wait = BlockingWait()
    wait.cancel()
    let outcome = await onThread {
      wait.value { () async -> Bool in
        while !Task.isCancelled { await Task.yield() }
        return true
      }
    }
    #expect(outcome)
  }
}
