import Foundation

extension SandboxAnswer {
  /// The answer that a CGI program wrote: header fields, a blank line, the body (RFC 3875, section 6).
  ///
  /// What is no such answer becomes a 500.
  init(gateway output: Data) {
    guard let end = output.firstRange(of: Data("\r\n\r\n".utf8)) else {
      self = .text(500, "git-http-backend gave no answer\n")
      return
    }
    var fields: [String: String] = [:]
    let head = String(decoding: output[..<end.lowerBound], as: UTF8.self)
    for line in head.split(separator: "\r\n") {
      let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      if parts.count == 2 { fields[parts[0]] = parts[1] }
    }
    let status = fields.removeValue(forKey: "Status")?.split(separator: " ").first
    self.init(
      code: status.flatMap { Int($0) } ?? 200,
      contentType: fields.removeValue(forKey: "Content-Type") ?? "text/plain",
      body: Data(output[end.upperBound...]),
      headers: fields
    )
  }
}
