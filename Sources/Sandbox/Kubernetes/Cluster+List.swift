/// What a caller asks of a list.
struct ListOptions: Sendable {
  var labels: LabelSelector
  var fields: FieldSelector
  /// How many objects at most, 0 for all.
  var limit: Int
  /// The continue token of the page before, empty for the first page.
  var token: String
  /// The resourceVersion asked for; "0" is "any, from the watch cache", which ignores the limit.
  var revision: String
}

/// One page of a list.
struct ListPage: Sendable {
  var objects: [StoredObject]
  var revision: Int
  /// The token of the next page, nil for the last.
  var token: String?
  /// How many objects are to come, nil where a selector makes that unknown.
  var remaining: Int?
}

extension Cluster {
  /// A page of the list of `type`, in all namespaces where `namespace` is empty.
  ///
  /// - Throws: ``APIError``.
  func list(_ type: ResourceType, namespace: String, _ options: ListOptions) throws -> ListPage {
    try requireServed(type)
    let source = try source(type, options)
    let isSelected = !options.labels.isEmpty || !options.fields.isEmpty
    var found = source.objects
    if !namespace.isEmpty || isSelected {
      found = found.filter {
        (namespace.isEmpty || $0.name.namespace == namespace)
          && options.fields.matches($0) && options.labels.matches($0)
      }
    }
    let fromWatchCache = options.revision == "0" && options.token.isEmpty
    guard options.limit > 0, found.count > options.limit, !fromWatchCache else {
      return ListPage(objects: found, revision: source.revision)
    }
    let page = Array(found.prefix(options.limit))
    paging.keep(source.whole, type: type, revision: source.revision)
    return ListPage(
      objects: page,
      revision: source.revision,
      token: page.last.map { Paging.token(after: $0.name.key, revision: source.revision) },
      remaining: isSelected ? nil : found.count - page.count
    )
  }

  private struct Source {
    var whole: [StoredObject]
    var objects: [StoredObject]
    var revision: Int
  }

  /// The objects that a page is cut from: of now, or of the moment of the first page.
  private func source(_ type: ResourceType, _ options: ListOptions) throws -> Source {
    guard !options.token.isEmpty else {
      if options.revision == "0", let revision = watchCache?.revision, let all = watchCache?.all(type) {
        return Source(whole: all, objects: all, revision: revision)
      }
      let all = store.all(type)
      return Source(whole: all, objects: all, revision: store.revision)
    }
    let place = try Paging.place(options.token)
    let isConsistent = place.revision >= 0
    guard let whole = isConsistent ? paging.list(type, revision: place.revision) : store.all(type) else {
      let start = String(place.start.prefix { $0 != "\u{0}" })
      throw APIError.expired(continueInconsistently: Paging.token(after: start, revision: -1))
    }
    let rest = whole.drop { $0.name.key.utf8.lexicographicallyPrecedes(place.start.utf8) }
    return Source(
      whole: whole,
      objects: Array(rest),
      revision: isConsistent ? place.revision : store.revision
    )
  }
}
