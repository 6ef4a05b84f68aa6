/// Maps all elements, at most `width` of them at a time, and keeps their order.
func concurrentMap<Element: Sendable, Output: Sendable>(
  _ elements: [Element],
  width: Int,
  _ transform: @escaping @Sendable (Element) async -> Output
) async -> [Output] {
  await withTaskGroup(of: (Int, Output).self) { group in
    var outputs = [Output?](repeating: nil, count: elements.count)
    var next = 0
    func addNext() {
      guard next < elements.count else { return }
      let index = next
      next += 1
      group.addTask { (index, await transform(elements[index])) }
    }
    for _ in 0..<width { addNext() }
    while let (index, output) = await group.next() {
      outputs[index] = output
      addNext()
    }
    return outputs.compactMap(\.self)
  }
}
