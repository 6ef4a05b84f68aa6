import Foundation
import GitLab
import Testing
import Wire

@Suite("The values in GitLab's JSON")
struct ValuesTests {
  func decode<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
    try JSONText(json.utf8).decode(type)
  }

  @Test("A group below another, marked for deletion, among fields that do not matter")
  func group() throws {
    let group = try decode(
      GitLabGroup.self,
      """
      {"id":7,"web_url":"https://gitlab.example.com/groups/operations/shop","name":"Shop","path":"shop",
       "description":null,"visibility":"internal","full_name":"Operations / Shop","full_path":"operations/shop",
       "created_at":"2024-01-15T10:30:00.250+01:00","parent_id":3,"marked_for_deletion_on":"2026-11-20"}
      """
    )
    let expected = GitLabGroup(
      id: 7,
      fullPath: "operations/shop",
      name: "Shop",
      visibility: "internal",
      parentID: 3,
      markedForDeletionOn: CivilDate("2026-11-20"),
      createdAt: Date(timeIntervalSince1970: 1_705_311_000.25)
    )
    #expect(group == expected)
    #expect(group.path == "shop")
    #expect(group.reference == GroupReference(id: 7, fullPath: "operations/shop"))
  }

  @Test("A group at the top of an older version, without the newer fields")
  func olderGroup() throws {
    let group = try decode(
      GitLabGroup.self,
      #"{"id":7,"name":"Shop","path":"shop","visibility":"private","full_path":"shop","parent_id":null}"#
    )
    #expect(group == GitLabGroup(id: 7, fullPath: "shop", name: "Shop", visibility: "private"))
  }

  @Test("An access token, in full")
  func token() throws {
    let token = try decode(
      GroupAccessToken.self,
      """
      {"id":42,"name":"shop-dev-image-puller","revoked":false,"created_at":"2026-01-02T03:04:05.000Z",
       "description":"driftcheck","scopes":["read_registry"],"user_id":170,"last_used_at":"2026-02-02T03:04:05Z",
       "active":true,"expires_at":"2027-01-02","access_level":20,"last_used_ips":[],"resource_type":"group"}
      """
    )
    let expected = GroupAccessToken(
      id: 42,
      name: "shop-dev-image-puller",
      description: "driftcheck",
      createdAt: Date(timeIntervalSince1970: 1_767_323_045),
      lastUsedAt: Date(timeIntervalSince1970: 1_770_001_445),
      expiresAt: CivilDate("2027-01-02"),
      scopes: ["read_registry"],
      userID: 170,
      accessLevel: 20
    )
    #expect(token == expected)
  }

  @Test("A null expiry is none; a missing one, or one that is no date, is an error")
  func expiry() throws {
    func json(_ expiry: String) -> String {
      #"{"id":1,"name":"t","revoked":false,"active":true,"scopes":[]\#(expiry)}"#
    }
    #expect(try decode(GroupAccessToken.self, json(#","expires_at":null"#)).expiresAt == nil)
    for broken in ["", #","expires_at":"soon""#, #","expires_at":"2026-02-30""#, #","expires_at":20270101"#] {
      #expect(throws: DecodingError.self) { try decode(GroupAccessToken.self, json(broken)) }
    }
  }

  @Test("A token dies with the first moment of its day in UTC")
  func death() throws {
    let day = try #require(CivilDate("2026-11-22"))
    let token = GroupAccessToken(id: 1, name: "t", expiresAt: day, scopes: [])
    #expect(token.isLive(at: day.startInUTC - 0.001))
    #expect(!token.isLive(at: day.startInUTC))
    #expect(token.isExpired(at: day.startInUTC))
    #expect(GroupAccessToken(id: 1, name: "t", scopes: []).isLive(at: .distantFuture))
    #expect(!GroupAccessToken(id: 1, name: "t", revoked: true, scopes: []).isLive(at: .distantPast))
  }

  @Test("Only an administrator is told to be one", arguments: [("", false), (#","is_admin":true"#, true)])
  func administrator(field: String, expected: Bool) throws {
    let user = try decode(GitLabUser.self, #"{"id":1,"username":"root"\#(field)}"#)
    #expect(user.isAdministrator == expected)
  }
}
