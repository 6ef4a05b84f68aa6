import Foundation
import HTTP
import Sandbox
import Secrets
import TestSupport

extension SandboxUnderTest {
  /// The sandbox's GitLab with the people of the example company.
  var gitlab: GitLabUnderTest {
    get throws {
      try GitLabUnderTest(
        baseURL: "\(server.url)/gitlab",
        ownerToken: GitLabAccount.driftcheck.secret,
        readerToken: GitLabAccount.reader.secret,
        strangerToken: GitLabAccount.outsider.secret
      )
    }
  }

  /// Logs in at the registry as docker does, with any user name.
  func logIn(with password: String, _ path: String) async throws -> HTTPResponse {
    let pair = Data("anybody:\(password)".utf8).base64EncodedString()
    let fields = [HTTPField("Authorization", Secret("Basic \(pair)"))]
    return try await client.send(HTTPRequest(.get, "\(server.url)/gitlab\(path)", fields: fields))
  }
}
