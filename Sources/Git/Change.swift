/// What a commit does to one path.
package enum Change: Sendable, Equatable {
  /// Writes these bytes; a file that is there keeps its mode.
  case write([UInt8])

  /// Takes the file away; a folder that is empty then goes, too, as in every git repository.
  case remove
}
