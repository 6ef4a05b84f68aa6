package import Formats

/// What became of an edit that was worked out on a tip.
package enum EditVerdict: Sendable, Hashable {
  /// The file is as wished already.
  case nothingLeft
  case made
  /// It is not made, and this says why.
  case left(Outcome)
}

/// A shared file with as many edits made as fit, each in whole.
package struct SharedFileRevision: Sendable {
  package private(set) var text: String
  /// In the order of the edits.
  package private(set) var verdicts: [EditVerdict]

  /// How often the file is written at most, to find the edits that do not fit: an attempt at a large one takes a while.
  private static let mostAttempts = 200
  private var attempts = 0

  /// Works out `edits` on `text`.
  ///
  /// What is added comes first. Who loses something waits until what the same subject gains is there, so that nobody
  /// stands without.
  package init<Edit: SharedFileEdit>(of text: String, key: YAMLPath?, by edits: [Edit]) {
    self.text = text
    verdicts = edits.map { _ in .nothingLeft }
    let live: Edit.Live
    do throws(Edit.Flaw) {
      live = try Edit.reading(text, key: key)
    } catch {
      verdicts = edits.map { _ in .left(.refused(reason: "the file cannot be read now: \(error)")) }
      return
    }
    make(edits.indices.filter { !edits[$0].isRemoval }, of: edits, on: live, key: key)
    let lacking = Set(edits.indices.filter { verdicts[$0].isRefusal }.map { edits[$0].subject })
    var removals: [Int] = []
    for index in edits.indices where edits[index].isRemoval {
      if lacking.contains(edits[index].subject) {
        verdicts[index] = .left(.waiting(reason: "it needs what \(edits[index].subject) lacks, which was refused"))
      } else {
        removals.append(index)
      }
    }
    make(removals, of: edits, on: live, key: key)
  }

  private mutating func make<Edit: SharedFileEdit>(
    _ indices: [Int],
    of edits: [Edit],
    on live: Edit.Live,
    key: YAMLPath?
  ) {
    var open: [(index: Int, steps: [Edit.Step])] = []
    for index in indices {
      do throws(EditRefusal) {
        let steps = try edits[index].remaining(in: live)
        if !steps.isEmpty { open.append((index, steps)) }
      } catch {
        verdicts[index] = .left(.refused(reason: "\(error)"))
      }
    }
    write(open[...], as: Edit.self, key: key)
  }

  /// Makes all of `open` at once; where that fails, each half by itself, down to those that do not fit.
  private mutating func write<Edit: SharedFileEdit>(
    _ open: ArraySlice<(index: Int, steps: [Edit.Step])>,
    as edit: Edit.Type,
    key: YAMLPath?
  ) {
    guard !open.isEmpty else { return }
    attempts += 1
    do throws(Edit.Flaw) {
      text = try Edit.applying(open.flatMap(\.steps), to: text, key: key)
      for (index, _) in open { verdicts[index] = .made }
    } catch {
      guard open.count > 1, attempts < Self.mostAttempts else {
        for (index, _) in open {
          verdicts[index] = .left(.refused(reason: "the file cannot be edited: \(error); make the change by hand"))
        }
        return
      }
      let middle = open.startIndex + open.count / 2
      write(open[..<middle], as: edit, key: key)
      write(open[middle...], as: edit, key: key)
    }
  }
}

extension EditVerdict {
  fileprivate var isRefusal: Bool {
    switch self {
    case .nothingLeft, .made: false
    case .left: true
    }
  }
}
