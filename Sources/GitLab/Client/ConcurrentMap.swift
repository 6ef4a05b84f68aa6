import HTTP

/// Maps all elements, at most `width` of them at a time, and keeps their order.
///
/// So many tasks take one element after the other: a task for each would be more work than decoding a small answer.
func concurrentMap<Element: Sendable, Output: Sendable>(
  _ elements: [Element],
  width: Int,
  _ transform: @escaping @Sendable (Element) async -> Output
) async -> [Output] {
  let next = Locked(0)
  return await withTaskGroup(of: [(Int, Output)].self) { group in
    for _ in 0..<min(width, elements.count) {
      group.addTask {
        var part: [(Int, Output)] = []
        while let index = next.takeIndex(below: elements.count) {
          part.append((index, await transform(elements[index])))
        }
        return part
      }
    }
    var outputs = [Output?](repeating: nil, count: elements.count)
    for await part in group {
      for (index, output) in part { outputs[index] = output }
    }
    return outputs.compactMap(\.self)
  }
}

/// Maps elements as they arrive, at most `width` of them at a time; the order is lost.
func concurrentMap<Element: Sendable, Output: Sendable>(
  _ elements: AsyncStream<Element>,
  width: Int,
  _ transform: @escaping @Sendable (Element) async -> Output
) async -> [Output] {
  await withTaskGroup(of: [Output].self) { group in
    for _ in 0..<width {
      group.addTask {
        var part: [Output] = []
        for await element in elements { part.append(await transform(element)) }
        return part
      }
    }
    return await group.reduce(into: []) { $0 += $1 }
  }
}

extension Locked<Int> {
  /// The next index, or nil when all are taken.
  fileprivate func takeIndex(below count: Int) -> Int? {
    withLock { next in
      guard next < count else { return nil }
      defer { next += 1 }
      return next
    }
  }
}
