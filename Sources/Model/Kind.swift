/// What a finding is about: the Project itself or one of the things that it owns, in the order of the report.
package enum Kind: String, CaseIterable, Sendable, Codable, Comparable {
  case project
  case namespace
  case group
  case token
  case pullSecret
  case application
  case argoRbac
  case vaultRbac

  package static func < (left: Kind, right: Kind) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    Kind.allCases.firstIndex(of: self) ?? Kind.allCases.count
  }
}
