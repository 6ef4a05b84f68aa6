import Formats
import Foundation
import Secrets
import Testing

@Suite("Pull secret documents")
struct DockerConfigTests {
  private func parse(_ text: String) throws(DockerConfig.Flaw) -> [String: DockerConfig.Entry] {
    try DockerConfig(parsing: Secret(text)).auths
  }

  @Test("Fields of an entry are read, others passed over, empty ones and null count as lacking")
  func fields() throws {
    let auths = try parse(
      #"{"credsStore":"x","auths":{"a":{"username":"u","password":"p","email":7,"auth":"dTpw"},"#
        + #""b":{"username":"","auth":null},"c":{},"d":null},"HttpHeaders":{"x":[1,{"auths":2}]}}"#
    )
    #expect(auths.keys.sorted() == ["a", "b", "c", "d"])
    #expect(auths["a"]?.username == "u")
    #expect(auths["a"]?.password == Secret("p"))
    #expect(auths["a"]?.auth == Secret("dTpw"))
    for key in ["b", "c", "d"] {
      let entry = try #require(auths[key])
      #expect(entry.username == nil && entry.password == nil && entry.auth == nil)
    }
  }

  @Test(
    "What is JSON without auths is told apart from what is no JSON",
    arguments: [
      "{}", "[]", "null", "7", "true", #""auths""#, #"{"auths":null}"#, #"{"auths":[]}"#, #"{"auths":"x"}"#,
      #"{"auths":{"a":[]}}"#, #"{"auths":{"a":"x"}}"#, #"{"auths":{"a":{"username":7}}}"#,
      #"{"auths":{"a":{"auth":{}}}}"#, #"{"auths":{"a":{"password":false}}}"#,
    ]
  )
  func noAuths(text: String) {
    #expect(throws: DockerConfig.Flaw.noAuths) { try parse(text) }
  }

  @Test("Several entries can mean one registry; they come in the order of their keys")
  func entries() throws {
    let config = try DockerConfig(
      parsing: Secret(
        #"{"auths":{"r.example.com":{"username":"1"},"https://r.example.com/v1/":{"username":"2"},"#
          + #""r.example.com/shop":{"username":"3"},"other":{"username":"4"}}}"#
      )
    )
    let found = config.entries(for: RegistryHost("http://r.example.com/"))
    #expect(found.map(\.key) == ["https://r.example.com/v1/", "r.example.com"])
    #expect(found.map(\.entry.username) == ["2", "1"])
  }

  @Test(
    "Credentials are those that a kubelet sends",
    arguments: [
      (#""username":"u","password":"p""#, "u", "p"),
      (#""auth":"dTpw""#, "u", "p"),
      (#""username":"x","password":"y","auth":"dTpw""#, "u", "p"),
      (#""username":"x","password":"y","auth":"""#, "x", "y"),
      (#""auth":"dTpwOnE=""#, "u", "p:q"),
      (#""auth":"dTpwOnE""#, "u", "p:q"),
      (#""auth":"dTpw\nOnE=\r\n""#, "u", "p:q"),
      (#""auth":"dTo=""#, "u", ""),
    ]
  )
  func credentials(fields: String, username: String, password: String) throws {
    let entry = try #require(try parse(#"{"auths":{"r":{\#(fields)}}}"#)["r"])
    let credentials = try #require(entry.credentials)
    #expect(credentials.username == username)
    #expect(credentials.password == Secret(password))
  }

  @Test(
    "There are none where auth is no base64 of two parts, or a plain field lacks",
    arguments: [
      "", #""username":"u""#, #""password":"p""#, #""username":"u","password":"p","auth":"!""#, #""auth":"dQ==""#,
      #""auth":"dT pw""#, #""auth":"d""#, #""auth":"/zo=""#, #""auth":"=""#,
    ]
  )
  func noCredentials(fields: String) throws {
    let entry = try #require(try parse(#"{"auths":{"r":{\#(fields)}}}"#)["r"])
    #expect(entry.credentials == nil)
  }

  @Test("Nothing of a document can be printed but user names and registries")
  func printsNoSecret() throws {
    let config = try DockerConfig(
      parsing: Secret(#"{"auths":{"r":{"username":"u","password":"planted-1","auth":"planted-2"}}}"#)
    )
    var dumped = ""
    dump(config, to: &dumped)
    for shown in ["\(config)", String(reflecting: config), dumped] {
      #expect(!shown.contains("planted"))
    }
  }
}
