/// One reason why a Project cannot be served.
package enum ProjectFlaw: Sendable, Hashable {
  /// The object could not be decoded; what the decoder said.
  case undecodable(String)
  /// `projectId` is no DNS-1123 label of at most 63 characters.
  case projectID(ProjectResource.Entry)
  /// `environmentType` is none of the known environments.
  case environmentType(ProjectResource.Entry)
  /// `projectId-environmentType` is longer than the 63 characters of a namespace's name.
  case name(String)
  /// `googleGroup` is no plain e-mail address.
  case googleGroup(ProjectResource.Entry)

  /// Everything that is wrong with `resource`, in the order of its fields; empty where it can be served.
  static func all(of resource: ProjectResource) -> [ProjectFlaw] {
    if let reason = resource.undecodable { return [.undecodable(reason)] }
    var flaws: [ProjectFlaw] = []
    let validID = resource.projectID.text.map(isDNSLabel) ?? false
    if !validID {
      flaws.append(.projectID(resource.projectID))
    }
    let validEnvironment = resource.environmentType.text.map { Project.Environment(rawValue: $0) != nil } ?? false
    if !validEnvironment {
      flaws.append(.environmentType(resource.environmentType))
    }
    if validID, validEnvironment, let name = resource.claimedName, name.utf8.count > 63 {
      flaws.append(.name(name))
    }
    switch resource.googleGroup {
    case .absent: break
    case .text(let address):
      if !address.isEmpty, !isPlainAddress(address) { flaws.append(.googleGroup(resource.googleGroup)) }
    case .other: flaws.append(.googleGroup(resource.googleGroup))
    }
    return flaws
  }

  /// A label as RFC 1123 and Kubernetes have it: at most 63 of `a-z`, `0-9`, `-`, a letter or digit at both ends.
  static func isDNSLabel(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 63 else { return false }
    return isLowerAlphanumeric(first) && isLowerAlphanumeric(last)
      && bytes.allSatisfy { isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  }

  /// One plain e-mail address: no comma, quote, blank or control character, and no beginning that YAML, a command line
  /// or a spreadsheet would read as something else.
  static func isPlainAddress(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, parts[0].count <= 64 else { return false }
    let words = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return words.allSatisfy(isAddressWord) && !"%+-".utf8.contains(parts[0][parts[0].startIndex])
      && labels.count >= 2 && labels.allSatisfy(isHostLabel)
  }

  private static func isAddressWord(_ word: Substring.UTF8View.SubSequence) -> Bool {
    !word.isEmpty && word.allSatisfy { isAlphanumeric($0) || "_%+-".utf8.contains($0) }
  }

  private static func isHostLabel(_ label: Substring.UTF8View.SubSequence) -> Bool {
    guard let first = label.first, let last = label.last, label.count <= 63 else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowerAlphanumeric(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}

/// All the flaws of one Project.
package struct ProjectFlaws: Error, Sendable, Hashable {
  package let flaws: [ProjectFlaw]
}
