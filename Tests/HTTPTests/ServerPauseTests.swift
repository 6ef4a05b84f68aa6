import Foundation
import HTTP
import Testing

@Suite("The pause that a server asks for")
struct ServerPauseTests {
  let now = Date(timeIntervalSince1970: 1_800_000_000)

  func pause(_ headers: HTTPHeaders) -> Duration? {
    ServerPause.asked(by: headers, now: now)
  }

  @Test("Retry-After in seconds")
  func readsSeconds() {
    #expect(pause(["Retry-After": "60"]) == .seconds(60))
    #expect(pause(["retry-after": "0"]) == .zero)
  }

  @Test(
    "Retry-After as a date, in each of the three forms, against the server's own clock",
    arguments: [
      "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    ]
  )
  func readsDate(date: String) {
    #expect(pause(["Date": "Sun, 06 Nov 1994 08:49:07 GMT", "Retry-After": date]) == .seconds(30))
  }

  @Test("A date without the server's clock is held against ours, and a past one means now")
  func readsDateWithoutServerClock() {
    #expect(pause(["Retry-After": "Fri, 15 Jan 2027 08:00:10 GMT"]) == .seconds(10))
    #expect(pause(["Retry-After": "Fri, 15 Jan 2027 07:59:00 GMT"]) == .zero)
  }

  @Test("An exhausted rate limit, with its reset as Unix time or in seconds")
  func readsRateLimit() {
    #expect(pause(["RateLimit-Remaining": "0", "RateLimit-Reset": "1800000042"]) == .seconds(42))
    #expect(pause(["RateLimit-Remaining": "0", "RateLimit-Reset": "42"]) == .seconds(42))
  }

  @Test("Retry-After goes before the rate limit")
  func prefersRetryAfter() {
    let headers: HTTPHeaders = ["RateLimit-Remaining": "0", "RateLimit-Reset": "42", "Retry-After": "7"]
    #expect(pause(headers) == .seconds(7))
  }

  @Test("What asks for no pause, or cannot be read, is none")
  func readsNone() {
    #expect(pause([:]) == nil)
    #expect(pause(["RateLimit-Remaining": "3", "RateLimit-Reset": "42"]) == nil)
    #expect(pause(["Retry-After": "soon"]) == nil)
    #expect(pause(["Retry-After": "-5"]) == nil)
  }

  @Test("An absurd number is bounded, not trapped on")
  func boundsAbsurdNumbers() {
    #expect(pause(["Retry-After": "9223372036854775807"]) == .seconds(31_536_000))
  }
}
