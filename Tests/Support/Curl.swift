import Foundation

/// Sends many requests at once with the program curl, which shares no code with the client under test.
struct Curl: Sendable {
  /// Scheme, host and port.
  let address: String

  /// The file with the authority that the server's certificate is checked against.
  let authorityFile: String

  /// Sends the calls, up to 64 at a time, and returns the answers in the calls' order.
  ///
  /// Every status is an answer, also 4xx and 5xx.
  func send(_ calls: [APICall], token: String) async throws -> [APIAnswer] {
    guard !calls.isEmpty else { return [] }
    let folder = try TemporaryFolder()
    var configuration = ["parallel", "parallel-max = 64", "no-progress-meter"]
    for (index, call) in calls.enumerated() {
      if index > 0 { configuration.append("next") }
      configuration += try options(for: call, index: index, token: token, folder: folder.url)
    }
    // The configuration comes from standard input, so that no token is seen among the arguments.
    let input = Data(configuration.joined(separator: "\n").utf8)
    let program = try await Program.run("curl", ["--disable", "--config", "-"], input: input)
    let statuses = statuses(in: program.text)
    return try calls.enumerated().map { index, call in
      guard let status = statuses[index], status > 0 else {
        throw ControlPlaneError.unreachable(call: call, reason: program.errors)
      }
      let answer = try? Data(contentsOf: folder.url.appending(path: "answer-\(index)"))
      return APIAnswer(status: status, body: answer ?? Data())
    }
  }

  private func options(for call: APICall, index: Int, token: String, folder: URL) throws -> [String] {
    var options = [
      "url = \(quoted(address + call.path))",
      "request = \(call.method.rawValue)",
      "noproxy = \"*\"",
      "globoff",
      "cacert = \(quoted(authorityFile))",
      "header = \(quoted("Authorization: Bearer \(token)"))",
      "user-agent = \"driftcheck-tests\"",
      "output = \(quoted(folder.appending(path: "answer-\(index)").path))",
      "write-out = \"\(index) %{http_code}\\n\"",
    ]
    if let body = call.body {
      let file = folder.appending(path: "body-\(index)")
      try Data(body.utf8).write(to: file)
      options.append("header = \(quoted("Content-Type: \(call.contentType)"))")
      options.append("data-binary = \(quoted("@\(file.path)"))")
    }
    return options
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }

  /// The status of each call by its index, from lines like "17 201"; 0 where there was no answer.
  private func statuses(in text: String) -> [Int: Int] {
    let pairs = text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Int($0) } }
    return Dictionary(pairs.compactMap { $0.count == 2 ? ($0[0], $0[1]) : nil }) { first, _ in first }
  }
}
