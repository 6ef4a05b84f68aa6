import Foundation
import Glibc

/// One connection of a ``ScriptedServer``, used by its script alone.
package final class ScriptedConnection {
  /// A request as it came.
  package struct Request: Sendable {
    package let method: String
    package let target: String

    /// Lines of the head after the first, as sent.
    package let lines: [String]

    package let body: String

    /// The value of the first field of this name, or nil.
    package func field(_ name: String) -> String? {
      let prefix = name.lowercased() + ":"
      return lines.first { $0.lowercased().hasPrefix(prefix) }
        .map { $0.dropFirst(prefix.count).trimmingCharacters(in: .whitespaces) }
    }
  }

  private let descriptor: Int32
  private var received: [UInt8] = []
  private var isClosed = false

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var on: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Waits for one request; throws when the client goes away instead.
  package func readRequest() throws -> Request {
    let end = Array("\r\n\r\n".utf8)
    while received.firstRange(of: end) == nil {
      try receive()
    }
    let range = received.firstRange(of: end) ?? 0..<0
    var lines = String(decoding: received[..<range.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    received.removeSubrange(..<range.upperBound)
    let words = lines.removeFirst().split(separator: " ").map(String.init)
    let head = Request(method: words[0], target: words[1], lines: lines, body: "")
    let length = head.field("Content-Length").flatMap { Int($0) } ?? 0
    while received.count < length {
      try receive()
    }
    let body = String(decoding: received[..<length], as: UTF8.self)
    received.removeSubrange(..<length)
    return Request(method: head.method, target: head.target, lines: lines, body: body)
  }

  /// Sends these bytes; throws when the client is gone.
  package func send(_ bytes: some Sequence<UInt8>) throws {
    let bytes = Array(bytes)
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          descriptor,
          $0.baseAddress?.advanced(by: sent),
          bytes.count - sent,
          Int32(MSG_NOSIGNAL)
        )
      }
      guard count > 0 else { throw POSIXError(.EPIPE) }
      sent += count
    }
  }

  /// Sends this text; throws when the client is gone.
  package func send(_ text: String) throws {
    try send(Array(text.utf8))
  }

  /// Sends a whole response of this status and body.
  package func respond(_ status: Int, _ fields: [String] = [], body: String = "") throws {
    let lines = ["HTTP/1.1 \(status) Status", "Content-Length: \(body.utf8.count)"] + fields
    try send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
  }

  /// Sends so many bytes, each an `x`.
  package func sendFiller(count: Int) throws {
    let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 64 << 10)
    for start in stride(from: 0, to: count, by: chunk.count) {
      try send(chunk[..<min(chunk.count, count - start)])
    }
  }

  /// Sends until the client takes nothing for half a second, or `limit` bytes are out; returns the bytes
  /// sent.
  package func sendUntilBlocked(limit: Int) throws -> Int {
    let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 64 << 10)
    var sent = 0
    while sent < limit {
      var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      guard poll(&state, 1, 500) == 1 else { return sent }
      let count = Glibc.send(
        descriptor,
        chunk,
        min(chunk.count, limit - sent),
        Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
      )
      guard count > 0 || errno == EAGAIN else { throw POSIXError(.EPIPE) }
      sent += max(count, 0)
    }
    return sent
  }

  /// Waits until the client has closed its side.
  package func waitForClose() {
    while (try? receive()) != nil {}
  }

  /// Closes with a reset, so that the client sees a broken connection.
  package func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    close()
  }

  /// Passes all bytes on to a local port and back, until one side closes.
  package func relay(toPort port: Int) throws {
    let other = try Self.connect(toPort: port)
    defer { Glibc.close(other) }
    var states = [descriptor, other].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while poll(&states, 2, -1) > 0 {
      for (from, to) in [(0, 1), (1, 0)] where states[from].revents != 0 {
        let count = recv(states[from].fd, &buffer, buffer.count, 0)
        guard count > 0, Glibc.send(states[to].fd, buffer, count, Int32(MSG_NOSIGNAL)) == count
        else {
          return
        }
      }
    }
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    Glibc.close(descriptor)
  }

  private func receive() throws {
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { throw POSIXError(.ECONNRESET) }
    received += buffer[..<count]
  }

  private static func connect(toPort port: Int) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    address.sin_port = UInt16(port).bigEndian
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else {
      Glibc.close(descriptor)
      throw POSIXError(.ECONNREFUSED)
    }
    return descriptor
  }
}
