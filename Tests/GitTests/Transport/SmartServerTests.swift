import Foundation
import HTTP
import Secrets
import Testing

@testable import Git

@Suite("Requests of git over HTTP")
struct SmartServerTests {
  let server = SmartServer(
    url: "https://gitlab.example.com/team/shop.git/",
    credential: .init(username: "oauth2", password: Secret("glpat-hunter2"))
  )

  @Test(
    "Each action has its method, its URL and its types",
    arguments: [
      (SmartAction.listForFetch, "GET", "/info/refs?service=git-upload-pack", "upload-pack-advertisement", nil),
      (.listForPush, "GET", "/info/refs?service=git-receive-pack", "receive-pack-advertisement", nil),
      (.fetch, "POST", "/git-upload-pack", "upload-pack-result", "application/x-git-upload-pack-request"),
      (.push, "POST", "/git-receive-pack", "receive-pack-result", "application/x-git-receive-pack-request"),
    ]
  )
  func request(action: SmartAction, method: String, path: String, accept: String, type: String?) {
    let request = server.request(for: action)
    #expect(request.method.rawValue == method)
    #expect(request.url == "https://gitlab.example.com/team/shop.git" + path)
    let fields = Dictionary(request.fields.map { ($0.name, $0.value) }) { first, _ in first }
    #expect(fields["Accept"]?.plain == "application/x-git-\(accept)")
    #expect(fields["Content-Type"]?.plain == type)
    // Without it the server speaks version 0.
    #expect(fields["Git-Protocol"] == nil)
  }

  @Test("The credential is sent at once, as a secret", arguments: SmartAction.allCases)
  func authorization(action: SmartAction) {
    let request = server.request(for: action)
    let sent = request.fields.first { $0.name == "Authorization" }?.value
    guard case .secret(let value) = sent else {
      Issue.record("the credential can be seen")
      return
    }
    // The words are "oauth2:glpat-hunter2" in Base64.
    #expect(value.reveal() == "Basic b2F1dGgyOmdscGF0LWh1bnRlcjI=")
    #expect(!String(reflecting: request).contains("b2F1dGgyOm"))
    #expect(!String(reflecting: server).contains("hunter2"))
  }

  @Test("Without a credential none is sent")
  func anonymous() {
    let server = SmartServer(url: "https://gitlab.example.com/shop.git", credential: nil)
    #expect(server.request(for: .listForFetch).fields.allSatisfy { $0.name != "Authorization" })
  }
}

extension HTTPField.Value {
  fileprivate var plain: String? {
    switch self {
    case .plain(let text): text
    case .secret: nil
    }
  }
}
