package import Drift
import Model

/// What may be claimed of what the operator made, and what became of that, for people.
package struct TextAdoption: Sendable {
  private let adoption: Adoption
  private let width: Int

  /// Prepares the text of `adoption`.
  ///
  /// - Parameter width: characters in a line, at least 40.
  package init(_ adoption: Adoption, width: Int = 100) {
    self.adoption = adoption
    self.width = max(40, width)
  }

  /// What would be claimed, what is not and why, and what is unknown; ends with a line end.
  package var text: String {
    var page = TextPage(style: .plain, width: width)
    page.line(TextPage.Piece("To be claimed: \(extent)"))
    for claim in adoption.claims {
      line("\(name(claim.object)), for \(ShownText.value(claim.project.description))", on: &page)
    }
    if !adoption.withheld.isEmpty {
      page.space()
      page.line(TextPage.Piece("Not claimed: \(extent(of: adoption.withheld.map(\.object)))"))
      for withheld in adoption.withheld {
        line("\(name(withheld.object)): \(ShownText.sentence("\(withheld.obstacle)"))", on: &page)
      }
    }
    page.space()
    TextUnknown(adoption.unreadable).append(to: &page)
    page.line(
      TextPage.Piece("\(counted(adoption.marked, "thing")) \(adoption.marked == 1 ? "is" : "are") ours already.")
    )
    return page.text
  }

  /// What is asked before anything is claimed.
  package var question: String { "Claim this? \(extent) [y/N] " }

  /// What became of the claims; ends with a line end.
  package func text(after outcomes: [AdoptionClaim: Outcome]) -> String {
    let done = adoption.claims.filter { outcomes[$0] == .done }
    var page = TextPage(style: .plain, width: width)
    page.line(TextPage.Piece("Claimed: \(extent(of: done.map(\.object)))"))
    for claim in adoption.claims {
      guard let words = outcomes[claim]?.words else { continue }
      line("\(name(claim.object)): \(words)", on: &page)
    }
    return page.text
  }

  private var extent: String { extent(of: adoption.claims.map(\.object)) }

  private func extent(of objects: [AdoptionClaim.Object]) -> String {
    let namespaces = objects.count { $0.kind == .namespace }
    let secrets = objects.count - namespaces
    let parts = [
      namespaces == 0 ? nil : counted(namespaces, "namespace"), secrets == 0 ? nil : counted(secrets, "pull secret"),
    ].compactMap(\.self)
    return parts.isEmpty ? "nothing" : parts.joined(separator: " and ")
  }

  private func name(_ object: AdoptionClaim.Object) -> String {
    "\(object.kind.rawValue) \(ShownText.value(object.subject))"
  }

  private func line(_ text: String, on page: inout TextPage) {
    page.line(TextPage.Piece(text), indent: 2, hanging: 4)
  }
}

extension Outcome {
  /// What is said of a claim that was not made; nil where it was.
  fileprivate var words: String? {
    switch self {
    case .done: nil
    case .failed(let reason): "failed: \(ShownText.sentence(reason))"
    case .refused(let reason): "refused: \(ShownText.sentence(reason))"
    case .waiting(let reason): "waiting: \(ShownText.sentence(reason))"
    }
  }
}
