import Model

/// What could not be read; parts of one sort with the same trouble are told together.
struct TextUnknown {
  /// Names of a series that are told.
  private static let most = 5

  private let parts: [Unreadable]

  init(_ parts: [Unreadable]) {
    self.parts = parts
  }

  /// Adds the section, where there is anything to say.
  func append(to page: inout TextPage) {
    guard !parts.isEmpty else { return }
    let those = parts.count == 1 ? "it" : "them"
    page.line(
      TextPage.Piece(
        "UNKNOWN: \(counted(parts.count, "part")) could not be read, so nothing is said about \(those)",
        .alarm
      )
    )
    for alike in grouped { append(alike, to: &page) }
    page.space()
  }

  /// The parts in their order, each with those that are like it.
  private var grouped: [[Unreadable]] {
    var groups: [[Unreadable]] = []
    var places: [Likeness: Int] = [:]
    for part in parts {
      let likeness = part.series.map { Likeness(of: part, in: $0) }
      if let likeness, let place = places[likeness] {
        groups[place].append(part)
      } else {
        if let likeness { places[likeness] = groups.count }
        groups.append([part])
      }
    }
    return groups
  }

  private func append(_ alike: [Unreadable], to page: inout TextPage) {
    guard let first = alike.first else { return }
    let series = alike.count > 1 ? first.series : nil
    let subject = series.map { names(of: alike, $0.sort) } ?? ShownText.value(first.subject)
    page.line(TextPage.Piece("\(first.system.rawValue): \(subject)", .strong), indent: 2, hanging: 4)
    let scope = series == nil ? "" : ", of the first"
    page.line(TextPage.Piece("why\(scope): \(ShownText.sentence(first.reason))"), indent: 4, hanging: 6)
    if let permission = first.missingPermission {
      let others = Set(alike.map(\.missingPermission)).count > 1 ? ", and the like for the others" : ""
      page.line(
        TextPage.Piece("missing permission: \(ShownText.value(permission))\(others)", .warning),
        indent: 4,
        hanging: 6
      )
    }
  }

  /// `access tokens of groups, 212 of them: crew, intranet and 210 more`.
  private func names(of alike: [Unreadable], _ sort: String) -> String {
    let shown = alike.prefix(Self.most).compactMap(\.series?.member).map(ShownText.value).joined(separator: ", ")
    let rest = alike.count > Self.most ? " and \(alike.count - Self.most) more, all in the JSON report" : ""
    return "\(ShownText.value(sort)), \(alike.count) of them: \(shown)\(rest)"
  }
}

/// What makes unreadable parts one matter to a reader.
private struct Likeness: Hashable {
  let system: Unreadable.System
  let sort: String
  let cause: String
  let isPermissionMissing: Bool

  init(of part: Unreadable, in series: Unreadable.Series) {
    system = part.system
    sort = series.sort
    cause = series.cause
    isPermissionMissing = part.missingPermission != nil
  }
}
