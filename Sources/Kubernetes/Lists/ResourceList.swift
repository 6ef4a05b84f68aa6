package import Foundation

/// Every object of a type, as read by one list.
package struct ResourceList<Item: Sendable>: Sendable {
  package let items: [Item]
  /// Objects that do not have the form that was to be read; they spoil none of the others.
  package let undecodable: [UndecodableItem]
  /// The version of the cluster's state that the list shows.
  package let resourceVersion: String?
  /// The server's clock when it began to answer, to the second; nil if it did not say.
  package let serverTime: Date?
}

extension ResourceList: Equatable where Item: Equatable {}

/// An object in a list that does not have the form that was to be read.
package struct UndecodableItem: Sendable, Hashable {
  /// What of its metadata could be read; nil if nothing could.
  package let metadata: ObjectMetadata?
  /// What is wrong with it, without its values.
  package let reason: String

  package var namespace: String? { metadata?.namespace }
  /// Nil where it cannot be read.
  package var name: String? { metadata.flatMap { $0.name.isEmpty ? nil : $0.name } }
  package var uid: String? { metadata?.uid }
}
