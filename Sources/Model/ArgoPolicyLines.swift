/// The lines of a policy, each text of which is kept once: the same few stand in tens of thousands of lines.
struct ArgoPolicyLines: Sendable, Equatable {
  private struct Entry: Equatable {
    enum Fields: Equatable {
      case permission(subject: Int32, resource: Int32, action: Int32, object: Int32, effect: Int32)
      case grant(member: Int32, role: Int32)

      /// Where a permission has what it mostly shares with its neighbours; nil for a grant.
      var places: (subject: Int32, resource: Int32, object: Int32, effect: Int32)? {
        switch self {
        case .permission(let subject, let resource, _, let object, let effect): (subject, resource, object, effect)
        case .grant: nil
        }
      }
    }

    let fields: Fields
    let number: Int32
  }

  private var entries: [Entry] = []
  private var texts: [String] = []
  private var places: [String: Int32] = [:]
  /// By the place of a text, the entries that name it as a role or subject, on either side.
  private var indices: [[Int32]] = []

  /// Adds a line.
  mutating func append(_ line: ArgoPolicy.Line) {
    let before = entries.last?.fields.places
    let fields: Entry.Fields =
      switch line.rule {
      case .permission(let subject, let resource, let action, let object, let effect):
        .permission(
          subject: place(of: subject, likely: before?.subject),
          resource: place(of: resource, likely: before?.resource),
          action: place(of: action),
          object: place(of: object, likely: before?.object),
          effect: place(of: effect, likely: before?.effect)
        )
      case .grant(let member, let role):
        .grant(member: place(of: member), role: place(of: role, likely: before?.subject))
      }
    let index = Int32(clamping: entries.count)
    entries.append(Entry(fields: fields, number: Int32(clamping: line.number)))
    switch fields {
    case .permission(let subject, _, _, _, _): indices[Int(subject)].append(index)
    case .grant(let member, let role):
      indices[Int(member)].append(index)
      if role != member { indices[Int(role)].append(index) }
    }
  }

  /// The lines that name `name` as a role or subject, in the order of the text.
  func lines(of name: String) -> [ArgoPolicy.Line] {
    places[name].map { place in indices[Int(place)].map { self[$0] } } ?? []
  }

  /// Every role and subject, in the order of the text.
  var names: [String] {
    zip(texts, indices).filter { !$0.1.isEmpty }.map(\.0)
  }

  private subscript(index: Int32) -> ArgoPolicy.Line {
    let entry = entries[Int(index)]
    let rule: ArgoRbac.Rule =
      switch entry.fields {
      case .permission(let subject, let resource, let action, let object, let effect):
        .permission(
          subject: texts[Int(subject)],
          resource: texts[Int(resource)],
          action: texts[Int(action)],
          object: texts[Int(object)],
          effect: texts[Int(effect)]
        )
      case .grant(let member, let role): .grant(member: texts[Int(member)], role: texts[Int(role)])
      }
    return ArgoPolicy.Line(rule: rule, number: Int(entry.number))
  }

  /// The place of `text` among the texts.
  ///
  /// - Parameter likely: where the line before has that field, which is mostly the same, so that it need not be looked up.
  private mutating func place(of text: String, likely: Int32? = nil) -> Int32 {
    if let likely, texts[Int(likely)] == text { return likely }
    if let place = places[text] { return place }
    let place = Int32(clamping: texts.count)
    texts.append(text)
    indices.append([])
    places[text] = place
    return place
  }
}
