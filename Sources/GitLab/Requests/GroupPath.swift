/// The full path of a group, such as `operations/shop`, that can stand in a URL and mean itself.
///
/// An empty path would ask for the list of all groups, and `.` and `..` are taken out of a URL on its way.
package struct GroupPath: Sendable, Hashable {
  package let text: String

  /// Takes a full path, or nil if it is empty, or has a part that is empty, `.` or `..`.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return nil }
    self.text = text
  }

  /// The last part, which the group has of its own.
  package var ownPart: String {
    text.lastIndex(of: "/").map { String(text[text.index(after: $0)...]) } ?? text
  }

  /// The path of the group above; nil at the top.
  package var parent: GroupPath? {
    text.lastIndex(of: "/").flatMap { GroupPath(String(text[..<$0])) }
  }

  /// Whether GitLab takes it for the id of a group.
  package var readsAsID: Bool {
    text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }
}
