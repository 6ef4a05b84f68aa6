import Foundation

// What broken proxies and broken paging make of a good answer.
extension SandboxAnswer {
  /// The same with links to a host that nobody can reach.
  func withForeignLinks() -> SandboxAnswer {
    var answer = self
    answer.headers["Link"] = headers["Link"]?.replacing(/<https?:\/\/[^\/]+/, with: "<https://gitlab.internal.invalid")
    return answer
  }

  /// The same, with this page for the next one.
  func repeatingNext(_ page: String) -> SandboxAnswer {
    guard let next = headers["X-Next-Page"], !next.isEmpty else { return self }
    var answer = self
    answer.headers["X-Next-Page"] = page
    answer.headers["Link"] = headers["Link"]?.split(separator: ", ")
      .map { (link: Substring) -> String in
        guard link.contains("rel=\"next\"") else { return String(link) }
        return String(link).replacing(/([?&]page=)\d+/) { "\($0.1)\(page)" }
      }
      .joined(separator: ", ")
    return answer
  }

  /// The same with another type.
  func claiming(_ contentType: String) -> SandboxAnswer {
    var answer = self
    answer.contentType = contentType
    return answer
  }
}
