package import Formats

/// An edit of a file in which others write, too.
package protocol SharedFileEdit: Sendable {
  /// What the file says, as far as edits are about it.
  associatedtype Live
  /// The smallest change that can be made.
  associatedtype Step
  /// Why the file cannot be read or edited.
  associatedtype Flaw: Error & CustomStringConvertible

  /// The role or policy that it is about, as findings name it.
  var subject: String { get }
  /// Whether something is lost by it.
  var isRemoval: Bool { get }

  /// What is left to do where the file says `live`; empty where it says what is wished.
  ///
  /// - Throws: ``EditRefusal`` where more would have to be done than was planned.
  func remaining(in live: Live) throws(EditRefusal) -> [Step]

  /// Reads what the file says, at `key` or at the places that are looked at by default.
  ///
  /// - Throws: The flaw where it cannot be read.
  static func reading(_ text: String, key: YAMLPath?) throws(Flaw) -> Live

  /// Makes `steps`, and leaves every other byte as it is; steps that are done already are no error.
  ///
  /// - Throws: The flaw where the file cannot be read, or not be edited without touching what is not ours.
  static func applying(_ steps: [Step], to text: String, key: YAMLPath?) throws(Flaw) -> String
}
