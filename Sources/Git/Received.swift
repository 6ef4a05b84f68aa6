/// What a fetch brought.
package struct Received: Sendable, Hashable {
  package let objects: Int

  /// The size of the pack that held them.
  package let bytes: Int

  /// There was nothing new.
  package static let nothing = Received(objects: 0, bytes: 0)
}
