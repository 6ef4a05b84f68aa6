package import Model

/// What is lacking for the proof that something is ours.
package enum ProofObstacle: Sendable, Hashable {
  case unmarked
  /// The annotation says no `NAMESPACE/NAME`, or it stands where no Project's things can be.
  case oddMark
  /// The Project that it was made for is there, and is not served.
  case madeForUnserved(ObjectReference)
  /// The Project that it was made for asks for another NAME, and is not known to have asked for this one.
  case madeForAnotherName(ObjectReference)
  /// No Project of that NAME is in the history of this installation.
  case unknownToHistory(String)
  /// It says itself that another installation made it.
  case madeByAnotherCluster
  /// Others may write there too.
  case notExclusive
  /// It holds what we would not write; that, in words.
  case otherContent(String)
}

extension ProofObstacle: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unmarked:
      "no mark says who made it"
    case .oddMark:
      "its mark is not one that driftcheck sets; somebody may have copied it"
    case .madeForUnserved(let reference):
      "the Project \(reference), for which it was made, is still there, and is not served now"
    case .madeForAnotherName(let reference):
      "the Project \(reference), which its mark names, asks for another NAME; somebody may have copied the mark"
    case .unknownToHistory(let name):
      "no Project \(name) is in the history of this cluster, so others may have made it"
    case .madeByAnotherCluster:
      "its description says that driftcheck made it for another cluster"
    case .notExclusive:
      "other clusters may write there too; if none does, set `projects.exclusive: true`"
    case .otherContent(let words):
      "it is not what driftcheck would write: \(words)"
    }
  }
}
