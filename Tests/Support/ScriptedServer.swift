import Foundation
import Glibc

/// A server on 127.0.0.1 that does with each connection exactly what a test wrote down.
///
/// Each connection runs its script on a thread of its own, and is closed when the script returns or throws.
package final class ScriptedServer: Sendable {
  /// What to do with the connection, which is the `index`-th, counted from zero.
  package typealias Script = @Sendable (_ connection: ScriptedConnection, _ index: Int) throws -> Void

  package let port: Int
  private let listener: Int32
  private let accepted = TestCounter()
  private let stops = TestCounter()

  /// Listens on a free port.
  package init(_ script: @escaping Script) throws {
    // A process that another test starts must not inherit our sockets: they would never close.
    listener = try Self.listen()
    port = try Self.port(of: listener)
    let (listener, accepted) = (listener, accepted)
    Thread.detachNewThread {
      while true {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else {
          // Only `stop` makes a socket that cannot accept. It is closed here, by the one thread that still
          // uses its number, which the next socket may be given.
          guard errno == EINVAL else { continue }
          close(listener)
          return
        }
        let index = accepted.increment()
        Thread.detachNewThread {
          let connection = ScriptedConnection(descriptor)
          // A script may end with an error when the client goes away; the test judges what the client saw.
          try? script(connection, index)
          connection.close()
        }
      }
    }
  }

  /// Stops listening.
  ///
  /// Connections that are open run on to the end of their script.
  package func stop() {
    guard stops.increment() == 0 else { return }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  deinit {
    stop()
  }

  package var url: String { "http://127.0.0.1:\(port)" }

  /// How many connections came so far.
  package var connectionCount: Int { accepted.value }

  private static func listen() throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw POSIXError(.ENOTSOCK) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    guard isBound == 0, Glibc.listen(descriptor, 128) == 0 else { throw POSIXError(.EADDRINUSE) }
    return descriptor
  }

  private static func port(of descriptor: Int32) throws -> Int {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isKnown = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
    }
    guard isKnown == 0 else { throw POSIXError(.ENOTSOCK) }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
